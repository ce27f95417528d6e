package io.watershed.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The publisher's layout, {@code time,ManagedObjectid,typeM,Series,Unit,Value}: one message a row,
 * its cells as they are.
 */
final class QueenslandFormat implements ReplayFormat {

  static final List<String> HEADER =
      List.of("time", "ManagedObjectid", "typeM", "Series", "Unit", "Value");

  private static final int SHORTEST_DATED_TIMESTAMP = 20;

  private long lastInstant;

  @Override
  public String name() {
    return "qld";
  }

  @Override
  public void read(String file, BufferedReader text, Target target) throws IOException {
    requireHeader(file, text.readLine());
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      List<String> cells = cells(line);
      if (cells.size() == HEADER.size()) {
        target.message(message(cells));
      } else {
        target.badRow(cells.size() > 1 ? cells.get(1) : "", line);
      }
    }
  }

  @Override
  public void requireHeader(String file, String line) {
    List<String> found = line == null ? List.of() : cells(line);
    if (!found.equals(HEADER)) {
      throw new ReplayFileException(
          file,
          1,
          "the columns must be " + String.join(",", HEADER) + ", not " + ReplayExcerpt.of(line));
    }
  }

  private static List<String> cells(String line) {
    if (line.indexOf('"') < 0) {
      return Arrays.stream(line.split(",", -1)).map(String::trim).toList();
    }
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.get(0).toList() : List.of(line);
    } catch (IOException | java.io.UncheckedIOException | IllegalStateException unbalanced) {
      return List.of(line);
    }
  }

  private ReplayRow message(List<String> cells) {
    String timestamp = cells.get(0);
    boolean readable = false;
    try {
      lastInstant = OffsetDateTime.parse(timestamp).toInstant().toEpochMilli();
      readable = timestamp.length() >= SHORTEST_DATED_TIMESTAMP && timestamp.charAt(4) == '-';
    } catch (DateTimeException unreadable) {
      // Sent as it is, beside its neighbour; the pipeline makes it a dead letter.
    }
    String id = cells.get(1);
    return RawMessage.row(
        lastInstant,
        readable,
        id.getBytes(StandardCharsets.UTF_8),
        JsonCells.id(id),
        JsonCells.text(timestamp),
        JsonCells.text(cells.get(2)),
        JsonCells.text(cells.get(3)),
        JsonCells.textOrNull(cells.get(4)),
        JsonCells.value(cells.get(5)));
  }
}
