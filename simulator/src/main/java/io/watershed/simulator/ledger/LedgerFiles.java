package io.watershed.simulator.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.watershed.core.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How the files of the ledgers look, that of the meters and that of the stations. */
public final class LedgerFiles {

  private static final ObjectMapper JSON =
      Json.MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT);
  private static final double THOUSANDTHS = 1000;

  private LedgerFiles() {}

  /** A new CSV file with a header, its folder too; an old one is replaced. */
  public static CSVPrinter create(Path file, String... columns) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    CSVPrinter printer =
        new CSVPrinter(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8),
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
    printer.printRecord((Object[]) columns);
    return printer;
  }

  /**
   * Adds a line to a CSV file, from a run that cannot do without it.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void print(CSVPrinter printer, Object... cells) {
    try {
      printer.printRecord(cells);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Writes the sums of a run as JSON for people too; an old file is replaced. */
  public static void writeTotals(Path file, Record totals) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      JSON.writeValue(writer, totals);
    }
  }

  /** ISO 8601; empty for never. */
  public static String instant(long millis) {
    return millis == Long.MAX_VALUE ? "" : Instant.ofEpochMilli(millis).toString();
  }

  /** A number; empty for none. */
  public static String cell(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /** A number to three places. */
  public static double rounded(double value) {
    return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
  }
}
