package io.watershed.simulator.ledger;

import io.watershed.simulator.engine.RunObserver;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file {@code faults.csv}: everything that was done on purpose, one line each. */
public final class FaultsFile implements RunObserver, Closeable {

  private final CSVPrinter printer;

  /** A new file, its folder too; an old one is replaced. */
  public FaultsFile(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    printer =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    printer.printRecord("label", "meter_id", "from", "to", "detail");
  }

  @Override
  public void label(String label, String meterId, long fromMillis, long toMillis, String detail) {
    try {
      printer.printRecord(label, meterId, instant(fromMillis), instant(toMillis), detail);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static String instant(long millis) {
    return millis == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(millis).toString();
  }

  /** Writes what has been labelled so far. */
  public void flush() throws IOException {
    printer.flush();
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
