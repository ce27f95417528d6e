package io.watershed.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of an exported CSV file. */
final class ExportedRows {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private ExportedRows() {}

  /** The rows that a condition picks, in the file's order. */
  static List<CSVRecord> read(Path file, Predicate<CSVRecord> condition) throws IOException {
    try (CSVParser rows = FORMAT.parse(Files.newBufferedReader(file))) {
      return rows.stream().filter(condition).toList();
    }
  }
}
