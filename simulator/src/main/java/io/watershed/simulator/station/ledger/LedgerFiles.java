package io.watershed.simulator.station.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How the ledger's CSV files look. */
final class LedgerFiles {

  private static final double THOUSANDTHS = 1000;

  private LedgerFiles() {}

  /** A new file with a header, its folder too; an old one is replaced. */
  static CSVPrinter create(Path file, String... columns) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    CSVPrinter printer =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    printer.printRecord((Object[]) columns);
    return printer;
  }

  /** ISO 8601; empty for never. */
  static String instant(long millis) {
    return millis == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(millis).toString();
  }

  /** A number; empty for none. */
  static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /** A number to three places. */
  static double rounded(double value) {
    return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
  }
}
