package io.watershed.simulator.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the files that are compared. All methods name a file that is absent or of another layout.
 */
public final class LedgerInput {

  private static final CSVFormat HEADED =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private LedgerInput() {}

  /** A JSON file. */
  public static JsonNode json(Path file) throws IOException {
    try {
      return Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException absent) {
      throw new CheckInputException(file, "no such file");
    } catch (JacksonException damaged) {
      throw new CheckInputException(file, "not JSON: " + damaged.getOriginalMessage());
    }
  }

  /** A JSON file as a record. */
  public static <T> T json(Path file, Class<T> type) throws IOException {
    return Json.MAPPER.treeToValue(json(file), type);
  }

  /** A CSV file with a header that has at least the given columns; to be closed. */
  public static CSVParser csv(Path file, List<String> columns) throws IOException {
    try {
      BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
      CSVParser parser = HEADED.parse(reader);
      for (String column : columns) {
        if (!parser.getHeaderNames().contains(column)) {
          parser.close();
          throw new CheckInputException(file, "line 1: column " + column + " is absent");
        }
      }
      return parser;
    } catch (NoSuchFileException absent) {
      throw new CheckInputException(file, "no such file");
    }
  }

  /** A cell as a number; NaN where it is empty. */
  public static double number(CSVRecord row, String column) {
    String cell = row.get(column);
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  /** A whole number of an object; null where there is none. */
  public static Long whole(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isNumber() ? value.asLong() : null;
  }
}
