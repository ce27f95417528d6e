package io.watershed.serving.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A CSV file (UTF-8, comma, RFC 4180 quotes, a line feed after each row) that appears under its
 * name only when it is whole. Closing it before {@link #publish()} leaves nothing behind and an
 * older file of that name untouched. Not safe for use by several threads.
 */
public final class WholeFile implements Closeable {

  /** How every CSV is written. */
  public static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final CSVPrinter printer;
  private long rows;

  private WholeFile(Path target, Path temporary, FileChannel channel, CSVPrinter printer) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.printer = printer;
  }

  /** Begins the file with its header, under a temporary name beside the target. */
  public static WholeFile begin(Path target, List<String> header) throws IOException {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
    // For a process that is told to stop meanwhile, which runs no finally blocks.
    temporary.toFile().deleteOnExit();
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8),
            1 << 16);
    WholeFile file = new WholeFile(target, temporary, channel, new CSVPrinter(writer, FORMAT));
    try {
      file.printer.printRecord(header);
    } catch (IOException problem) {
      file.close();
      throw problem;
    }
    return file;
  }

  /** Adds a row of cells that {@link Cells} wrote; null is an empty cell. */
  public void add(String[] cells) throws IOException {
    printer.printRecord((Object[]) cells);
    rows++;
  }

  /** Rows so far, the header not counted. */
  public long rows() {
    return rows;
  }

  /** Brings all rows to the disk, still under the temporary name. */
  public void finish() throws IOException {
    printer.flush();
    channel.force(true);
  }

  /**
   * Gives the finished file its name, replacing an older one in one step.
   *
   * @return its size in bytes
   */
  public long publish() throws IOException {
    finish();
    printer.close();
    long bytes = Files.size(temporary);
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return bytes;
  }

  /** Where the file will stand. */
  public Path target() {
    return target;
  }

  /** Removes the temporary file unless it was published. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
