package io.watershed.s3;

import io.watershed.core.settings.S3Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.FileContextBasedCheckpointFileManager;

/**
 * The files of a stream's checkpoint on S3: each appears whole when it is closed, and of two
 * streams that write the same one, such as the offsets of a micro-batch, only one may. Spark's own
 * way writes under another name and renames, which on S3 copies every file once more and does not
 * notice the second stream.
 */
public final class S3CheckpointFiles implements CheckpointFileManager {

  private final Path folder;
  private final FileSystem files;
  private final boolean onS3;
  private final CheckpointFileManager elsewhere;

  /** Files below a folder, which may also lie elsewhere; Spark calls this. */
  public S3CheckpointFiles(Path folder, Configuration configuration) throws IOException {
    this.files = folder.getFileSystem(configuration);
    this.folder = files.makeQualified(folder);
    this.onS3 = S3Settings.isS3(this.folder.toString());
    this.elsewhere = onS3 ? null : new FileContextBasedCheckpointFileManager(folder, configuration);
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path file, boolean overwriteIfPossible) {
    if (!onS3) {
      return elsewhere.createAtomic(file, overwriteIfPossible);
    }
    try {
      if (overwriteIfPossible) {
        return new WholeFile(file, files.create(file, true));
      }
      FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file).overwrite(true);
      builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
      return new WholeFile(file, (FSDataOutputStream) builder.build());
    } catch (IOException failed) {
      // Scala declares no exceptions, and callers expect this one.
      throw rethrown(failed);
    }
  }

  @Override
  public FSDataInputStream open(Path file) {
    try {
      return files.open(file);
    } catch (IOException failed) {
      throw rethrown(failed);
    }
  }

  @Override
  public FileStatus[] list(Path parent, PathFilter filter) {
    try {
      return files.listStatus(parent, filter);
    } catch (IOException failed) {
      throw rethrown(failed);
    }
  }

  @Override
  public void mkdirs(Path wanted) {
    try {
      files.mkdirs(wanted);
    } catch (IOException failed) {
      throw rethrown(failed);
    }
  }

  @Override
  public boolean exists(Path path) {
    try {
      return files.exists(path);
    } catch (IOException failed) {
      throw rethrown(failed);
    }
  }

  @Override
  public void delete(Path path) {
    try {
      files.delete(path, true);
    } catch (FileNotFoundException gone) {
      // As asked for.
    } catch (IOException failed) {
      throw rethrown(failed);
    }
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public Path createCheckpointDirectory() {
    mkdirs(folder);
    return folder;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException rethrown(IOException failed) throws E {
    throw (E) failed;
  }

  /** A file that is there once it is closed, or never. */
  private static final class WholeFile extends CancellableFSDataOutputStream {

    private final Path file;
    private final FSDataOutputStream out;
    private boolean ended;

    WholeFile(Path file, FSDataOutputStream out) {
      super(out);
      this.file = file;
      this.out = out;
    }

    @Override
    public synchronized void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      try {
        out.close();
      } catch (RemoteFileChangedException exists) {
        FileAlreadyExistsException refused =
            new FileAlreadyExistsException(file + " exists: another stream uses the checkpoint");
        refused.initCause(exists);
        throw refused;
      }
    }

    @Override
    public synchronized void cancel() {
      if (!ended) {
        ended = true;
        out.abort();
      }
    }
  }
}
