package io.watershed.s3;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * S3A on which an Iceberg table of a Hadoop catalog can be committed to by several processes.
 *
 * <p>Such a table's commit is the rename of a metadata file to the name of the next version, which
 * must fail when that version exists. S3A renames by copying, and the later of two copies would
 * silently undo the earlier commit. Here that one rename is a write on the condition that nothing
 * is there yet, which S3 decides. All other renames are S3A's.
 */
public final class CommittingS3FileSystem extends S3AFileSystem {

  /** {@code HadoopTableOperations} gives versions these names; a compressed one ends in gz. */
  private static final Pattern VERSION = Pattern.compile("v\\d+(\\.gz)?\\.metadata\\.json(\\.gz)?");

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return VERSION.matcher(to.getName()).matches() ? commit(from, to) : super.rename(from, to);
  }

  /**
   * Makes a version.
   *
   * @return false if the version exists and is another process's
   * @throws CommitStateUnknownException if S3 did not say whether it made the version; Iceberg then
   *     neither tries again, which could append twice, nor deletes what the version names
   */
  private boolean commit(Path from, Path to) throws IOException {
    byte[] content = read(from);
    try {
      createIfAbsent(to, content);
    } catch (RemoteFileChangedException exists) {
      // A request whose answer was lost is sent again and then meets what it wrote itself. Two
      // commits never have the same content: each names a snapshot or a time of its own.
      if (!Arrays.equals(content, read(to))) {
        return false;
      }
    } catch (IOException unclear) {
      throw new CommitStateUnknownException(unclear);
    }
    delete(from, false);
    return true;
  }

  private byte[] read(Path file) throws IOException {
    try (FSDataInputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  private void createIfAbsent(Path file, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = createFile(file).overwrite(true);
    builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (FSDataOutputStream out = (FSDataOutputStream) builder.build()) {
      out.write(content);
    }
  }
}
