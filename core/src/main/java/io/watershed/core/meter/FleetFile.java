package io.watershed.core.meter;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a fleet list: a CSV with the publisher's columns {@code managedObjects_id, Meter Type,
 * Suburb, Postcode, Usage Type} and, optionally, {@code Time Zone}. {@code #N/A} and an empty cell
 * stand for a missing value.
 */
public final class FleetFile {

  /** Column of the meter's id. */
  public static final String ID = "managedObjects_id";

  /** Column of the meter's family. */
  public static final String TYPE = "Meter Type";

  /** Column of the suburb. */
  public static final String SUBURB = "Suburb";

  /** Column of the postcode, a whole number from 1 to 99999. */
  public static final String POSTCODE = "Postcode";

  /** Column of the usage type. */
  public static final String USAGE = "Usage Type";

  /** Optional column of the time zone; the fleet's default where it is absent or empty. */
  public static final String ZONE = "Time Zone";

  /** The columns every fleet list has, in the publisher's order. */
  public static final List<String> COLUMNS = List.of(ID, TYPE, SUBURB, POSTCODE, USAGE);

  private static final String MISSING = "#N/A";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

  private final Path file;
  private final ZoneId defaultZone;
  private final Map<String, Long> lineOfId = new HashMap<>();

  private FleetFile(Path file, ZoneId defaultZone) {
    this.file = file;
    this.defaultZone = defaultZone;
  }

  /**
   * The meters of a fleet list, in its order.
   *
   * @throws FleetFileException if the file is absent, lacks a column, names an id twice, or has a
   *     cell that is not allowed
   */
  public static List<Meter> read(Path file, ZoneId defaultZone) {
    return new FleetFile(file, defaultZone).readAll();
  }

  private List<Meter> readAll() {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      skipByteOrderMark(reader);
      try (CSVParser parser = FORMAT.parse(reader)) {
        requireColumns(parser);
        List<Meter> meters = new ArrayList<>();
        for (CSVRecord row : parser) {
          meters.add(meter(row, parser.getCurrentLineNumber()));
        }
        if (meters.isEmpty()) {
          throw new FleetFileException(file, "the fleet list names no meter");
        }
        return meters;
      }
    } catch (NoSuchFileException absent) {
      throw new FleetFileException(file, "the fleet list does not exist");
    } catch (CharacterCodingException invalid) {
      throw new FleetFileException(file, "the fleet list is not UTF-8");
    } catch (IOException | IllegalArgumentException | java.io.UncheckedIOException problem) {
      throw new FleetFileException(file, "the fleet list cannot be read: " + problem.getMessage());
    }
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
  }

  private void requireColumns(CSVParser parser) {
    List<String> header = parser.getHeaderNames();
    for (String column : COLUMNS) {
      if (!header.contains(column)) {
        throw new FleetFileException(
            file, 1, "column \"" + column + "\" is absent; the columns are " + COLUMNS);
      }
    }
  }

  private Meter meter(CSVRecord row, long line) {
    if (row.size() < COLUMNS.size()) {
      throw new FleetFileException(
          file, line, "the row has " + row.size() + " cells; it must have " + COLUMNS.size());
    }
    String id = cell(row, ID).orElse("");
    if (id.isEmpty() || id.length() > 64 || id.indexOf('|') >= 0) {
      throw new FleetFileException(
          file, line, "meter id \"" + id + "\" must have 1 to 64 characters and no bar");
    }
    Long earlier = lineOfId.putIfAbsent(id, line);
    if (earlier != null) {
      throw new FleetFileException(
          file, line, "meter id " + id + " stands already in line " + earlier);
    }
    return new Meter(
        id,
        Optional.of(type(row, line)),
        cell(row, SUBURB),
        postcode(row, line),
        cell(row, USAGE),
        zone(row, line));
  }

  private MeterType type(CSVRecord row, long line) {
    String label = cell(row, TYPE).orElse("");
    return MeterType.ofLabel(label)
        .orElseThrow(
            () ->
                new FleetFileException(
                    file,
                    line,
                    "meter type \"" + label + "\" must be one of " + MeterType.labels()));
  }

  private OptionalInt postcode(CSVRecord row, long line) {
    Optional<String> text = cell(row, POSTCODE);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!text.get().matches("[0-9]{1,5}") || Integer.parseInt(text.get()) == 0) {
      throw new FleetFileException(
          file, line, "postcode \"" + text.get() + "\" must be a whole number from 1 to 99999");
    }
    return OptionalInt.of(Integer.parseInt(text.get()));
  }

  private ZoneId zone(CSVRecord row, long line) {
    Optional<String> text = cell(row, ZONE);
    try {
      return text.map(ZoneId::of).orElse(defaultZone);
    } catch (DateTimeException unknown) {
      throw new FleetFileException(
          file,
          line,
          "time zone \"" + text.orElse("") + "\" must be a name such as Australia/Brisbane");
    }
  }

  private static Optional<String> cell(CSVRecord row, String column) {
    if (!row.isSet(column)) {
      return Optional.empty();
    }
    String text = row.get(column);
    return text.isEmpty() || text.equals(MISSING) ? Optional.empty() : Optional.of(text);
  }
}
