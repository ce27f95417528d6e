package io.watershed.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A query's checkpoint folder: read to know where the query will go on before it has run, and set
 * aside where it cannot go on.
 */
public final class Checkpoint {

  private final Path folder;
  private final FileSystem files;

  private Checkpoint(Path folder, FileSystem files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * The checkpoint of a query with one source.
   *
   * @param folder a Hadoop path; it need not exist
   */
  public static Checkpoint at(String folder, Configuration hadoop) throws IOException {
    Path path = new Path(folder);
    return new Checkpoint(path, path.getFileSystem(hadoop));
  }

  /** The source's offsets after the last committed batch, as the source wrote them. */
  public Optional<String> committedOffsets() throws IOException {
    OptionalLong last = lastBatch();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Path offsets = new Path(folder, "offsets/" + last.getAsLong());
    try (FSDataInputStream stream = files.open(offsets)) {
      List<String> lines =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      // A version, the batch's metadata, then one line per source.
      return lines.size() < 3 ? Optional.empty() : Optional.of(lines.get(2));
    }
  }

  /**
   * Moves the folder aside, so that the query begins anew. What was set aside before is deleted.
   *
   * @return where it is now
   */
  public String setAside() throws IOException {
    Path aside = folder.suffix(".unreadable");
    files.delete(aside, true);
    if (!files.rename(folder, aside)) {
      throw new IOException("the checkpoint " + folder + " could not be moved to " + aside);
    }
    return aside.toString();
  }

  private OptionalLong lastBatch() throws IOException {
    try {
      return Arrays.stream(files.listStatus(new Path(folder, "commits")))
          .map(FileStatus::getPath)
          .map(Path::getName)
          .filter(name -> name.matches("[0-9]+"))
          .mapToLong(Long::parseLong)
          .max();
    } catch (FileNotFoundException noneYet) {
      return OptionalLong.empty();
    }
  }
}
