package io.watershed.simulator.station.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.simulator.ledger.Comparison;
import io.watershed.simulator.ledger.LedgerInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Compares what the pipeline reports of the stations with a run's ledger, figure by figure.
 *
 * <p>Every message of the ledger must be in one class. Where a file of station days is given, every
 * day of every station and element must hold as many values as were sent, and where nothing was
 * left out the same extremes and mean. What was left out is a judgement of quality rules that the
 * ledger does not share, so it is told beside the comparison, as a figure of the rules.
 */
public final class StationLedgerCheck {

  private static final List<String> COLUMNS =
      List.of(
          "station_id",
          "date",
          "element",
          "value_count",
          "excluded_count",
          "min_value",
          "max_value",
          "avg_value");

  private final Comparison comparison;

  /**
   * How well the quality rules found the sensors' faults.
   *
   * @param faultyBelieved values that a fault has changed, beyond those that were left out
   * @param goodExcluded values that were left out, beyond those that a fault has changed
   */
  public record Judgement(long faultyBelieved, long goodExcluded) {}

  private StationLedgerCheck(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Whether a ledger's folder has books of stations that sent anything. */
  public static boolean hasStations(Path ledger) throws IOException {
    Path file = ledger.resolve(StationLedger.TOTALS);
    return Files.exists(file) && LedgerInput.json(file, StationTotals.class).messages() > 0;
  }

  /**
   * Compares the sums with the part {@code stations} of a reconciliation, which has the layout of
   * the meters' part.
   *
   * @throws io.watershed.simulator.ledger.CheckInputException if a file is absent or has another
   *     layout
   */
  public static void messages(Path ledger, JsonNode stations, Comparison comparison)
      throws IOException {
    StationTotals expected =
        LedgerInput.json(ledger.resolve(StationLedger.TOTALS), StationTotals.class);
    new StationLedgerCheck(comparison).messages(expected, stations.path("total"));
  }

  private void messages(StationTotals expected, JsonNode total) {
    long inTime = expected.distinctObservations() - expected.lateForSpeed();
    count("messages in Kafka", expected.messages(), total, "kafka");
    count("accepted", inTime, total, "accepted");
    count("late", expected.lateForSpeed(), total, "late");
    count("duplicates", expected.duplicates(), total, "duplicates");
    TreeSet<String> reasons = new TreeSet<>(expected.deadLetters().keySet());
    JsonNode actual = total.path("deadLetters");
    actual.fieldNames().forEachRemaining(reasons::add);
    for (String reason : reasons) {
      comparison.whole(
          "stations: dead letters " + reason,
          expected.deadLetters().getOrDefault(reason, 0L),
          actual.path(reason).asLong());
    }
  }

  private void count(String what, long expected, JsonNode object, String field) {
    comparison.whole("stations: " + what, expected, LedgerInput.whole(object, field));
  }

  /**
   * Compares the daily figures with a CSV file of columns {@code station_id, date, element,
   * value_count, excluded_count, min_value, max_value, avg_value}, counts of distinct values.
   *
   * @throws io.watershed.simulator.ledger.CheckInputException if a file is absent or has another
   *     layout
   */
  public static Judgement days(Path ledger, Path stationDays, Comparison comparison)
      throws IOException {
    return new StationLedgerCheck(comparison).days(ledger, stationDays);
  }

  private Judgement days(Path ledger, Path stationDays) throws IOException {
    Map<String, CSVRecord> actual = new HashMap<>();
    try (CSVParser parser = LedgerInput.csv(stationDays, COLUMNS)) {
      parser.forEach(row -> actual.put(key(row), row));
    }
    long believed = 0;
    long excluded = 0;
    Path file = ledger.resolve(StationLedger.EXPECTED_DAILY);
    try (CSVParser parser = LedgerInput.csv(file, List.of("station_id", "good_count"))) {
      for (CSVRecord expected : parser) {
        CSVRecord found = actual.remove(key(expected));
        if (found == null) {
          comparison.missing("day " + key(expected), "a row", "no row");
          continue;
        }
        long leftOut = (long) LedgerInput.number(found, "excluded_count");
        long faulty =
            (long)
                (LedgerInput.number(expected, "count")
                    - LedgerInput.number(expected, "good_count"));
        day(key(expected), expected, found, leftOut);
        believed += Math.max(0, faulty - leftOut);
        excluded += Math.max(0, leftOut - faulty);
      }
    }
    for (String surplus : new TreeMap<>(actual).keySet()) {
      comparison.missing("day " + surplus, "no row", "a row");
    }
    return new Judgement(believed, excluded);
  }

  private void day(String key, CSVRecord expected, CSVRecord actual, long leftOut) {
    comparison.number(
        key + " count",
        LedgerInput.number(expected, "count"),
        LedgerInput.number(actual, "value_count") + leftOut);
    if (leftOut == 0) {
      figure(key, "min", expected, actual, "min_value");
      figure(key, "max", expected, actual, "max_value");
      figure(key, "mean", expected, actual, "avg_value");
    }
  }

  private void figure(
      String key, String what, CSVRecord expected, CSVRecord actual, String column) {
    comparison.number(
        key + ' ' + what, LedgerInput.number(expected, what), LedgerInput.number(actual, column));
  }

  private static String key(CSVRecord row) {
    return row.get("station_id") + ' ' + row.get("date") + ' ' + row.get("element");
  }
}
