package io.watershed.simulator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Compares what the pipeline reports and exports with a run's ledger, figure by figure.
 *
 * <p>Every message of the ledger must be in one class, every day of every meter must have the
 * expected total, extremes, mean and counts, and every month the sum of its days.
 */
public final class LedgerCheck {

  /** Name of the exported daily file. */
  public static final String DAILY = "tableau_daily_stats.csv";

  /** Name of the exported monthly file. */
  public static final String MONTHLY = "tableau_monthly_stats.csv";

  private final Path ledger;
  private final Comparison comparison = new Comparison();
  private final Map<String, Month> months = new HashMap<>();

  private static final class Month {
    private boolean hasTotal;
    private double total;
    private double sum;
    private long count;
  }

  private LedgerCheck(Path ledger) {
    this.ledger = ledger;
  }

  /**
   * Compares everything.
   *
   * @param ledger the ledger's folder
   * @param exports the folder of the exported CSVs
   * @param reconciliation the JSON that {@code reconcile --json} printed
   * @throws CheckInputException if a file is absent or has another layout
   */
  public static Comparison compare(Path ledger, Path exports, Path reconciliation)
      throws IOException {
    LedgerCheck check = new LedgerCheck(ledger);
    check.messages(LedgerInput.json(reconciliation));
    check.daily(exports.resolve(DAILY));
    check.monthly(exports.resolve(MONTHLY));
    return check.comparison;
  }

  private void messages(JsonNode reconciliation) throws IOException {
    LedgerTotals expected = LedgerInput.json(ledger.resolve(Ledger.TOTALS), LedgerTotals.class);
    long inTime = expected.distinctReadings() - expected.lateForSpeed();
    JsonNode total = reconciliation.path("total");
    comparison.truth("the reconciliation agrees", true, reconciliation.path("agrees").asBoolean());
    count("messages in Kafka", expected.messages(), total, "kafka");
    count("accepted", inTime, total, "accepted");
    count("late", expected.lateForSpeed(), total, "late");
    count("duplicates", expected.duplicates(), total, "duplicates");
    count(
        "rows in the master dataset",
        expected.distinctReadings() + expected.duplicates(),
        total,
        "masterRows");
    count("rows in Hive", expected.distinctReadings(), total, "hiveRows");
    count("accepted by the speed layer", inTime, total, "speedAccepted");
    comparison.whole(
        "late or duplicate for the speed layer",
        expected.lateForSpeed() + expected.duplicates(),
        sum(LedgerInput.whole(total, "speedLate"), LedgerInput.whole(total, "speedDuplicates")));
    count("dead letters of the speed layer", expected.allDeadLetters(), total, "speedDeadLetters");
    count(
        "readings of unknown meters",
        expected.unknownMeterReadings(),
        reconciliation,
        "unknownMeterReadings");
    deadLetters(expected, total.path("deadLetters"));
  }

  private void count(String what, long expected, JsonNode object, String field) {
    comparison.whole(what, expected, LedgerInput.whole(object, field));
  }

  private static Long sum(Long first, Long second) {
    return first == null || second == null ? null : Long.valueOf(first + second);
  }

  private void deadLetters(LedgerTotals expected, JsonNode actual) {
    TreeSet<String> reasons = new TreeSet<>(expected.deadLetters().keySet());
    actual.fieldNames().forEachRemaining(reasons::add);
    for (String reason : reasons) {
      comparison.whole(
          "dead letters " + reason,
          expected.deadLetters().getOrDefault(reason, 0L),
          actual.path(reason).asLong());
    }
  }

  private void daily(Path exported) throws IOException {
    Map<String, CSVRecord> actual = new HashMap<>();
    try (CSVParser parser =
        LedgerInput.csv(exported, List.of("meter_id", "date", "excluded_count"))) {
      for (CSVRecord row : parser) {
        actual.put(key(row, "date"), row);
      }
    }
    Path file = ledger.resolve(Ledger.EXPECTED_DAILY);
    try (CSVParser parser = LedgerInput.csv(file, List.of("meter_id", "date", "mean"))) {
      for (CSVRecord expected : parser) {
        String key = key(expected, "date");
        addToMonth(expected);
        day(key, expected, actual.remove(key));
      }
    }
    for (Map.Entry<String, CSVRecord> left : new TreeMap<>(actual).entrySet()) {
      if (LedgerInput.number(left.getValue(), "reading_count")
              + LedgerInput.number(left.getValue(), "excluded_count")
          > 0) {
        comparison.missing("day " + left.getKey(), "no row", "a row");
      }
    }
  }

  private void day(String key, CSVRecord expected, CSVRecord actual) {
    if (actual == null) {
      comparison.missing("day " + key, "a row", "no row");
      return;
    }
    double count = LedgerInput.number(expected, "count");
    // Nothing believed: no total and a total of nothing say the same.
    double total = LedgerInput.number(actual, "total_value");
    boolean emptyTotal = count == 0 && Double.isNaN(total);
    comparison.number(
        key + " total",
        LedgerInput.number(expected, "total"),
        emptyTotal ? LedgerInput.number(expected, "total") : total);
    comparison.number(
        key + " max", LedgerInput.number(expected, "max"), LedgerInput.number(actual, "max_value"));
    comparison.number(
        key + " min", LedgerInput.number(expected, "min"), LedgerInput.number(actual, "min_value"));
    comparison.number(
        key + " mean",
        LedgerInput.number(expected, "mean"),
        LedgerInput.number(actual, "avg_value"));
    comparison.number(key + " count", count, LedgerInput.number(actual, "reading_count"));
    comparison.number(
        key + " excluded",
        LedgerInput.number(expected, "excluded"),
        LedgerInput.number(actual, "excluded_count"));
  }

  private void addToMonth(CSVRecord day) {
    String key =
        String.join(
            " ", day.get("meter_id"), day.get("date").substring(0, 7), day.get("measurement_type"));
    Month month = months.computeIfAbsent(key, absent -> new Month());
    double total = LedgerInput.number(day, "total");
    if (!Double.isNaN(total)) {
      month.hasTotal = true;
      month.total += total;
    }
    long count = (long) LedgerInput.number(day, "count");
    if (count > 0) {
      month.sum += LedgerInput.number(day, "mean") * count;
      month.count += count;
    }
  }

  private void monthly(Path exported) throws IOException {
    try (CSVParser parser =
        LedgerInput.csv(exported, List.of("meter_id", "month", "monthly_total"))) {
      for (CSVRecord actual : parser) {
        String key = key(actual, "month");
        Month expected = months.remove(key);
        if (expected == null) {
          comparison.missing("month " + key, "no row", "a row");
          continue;
        }
        double expectedTotal = expected.hasTotal ? expected.total : Double.NaN;
        double total = LedgerInput.number(actual, "monthly_total");
        boolean emptyTotal = expected.count == 0 && Double.isNaN(total);
        comparison.number(
            key + " monthly total", expectedTotal, emptyTotal ? expectedTotal : total);
        comparison.number(
            key + " monthly mean",
            expected.count == 0 ? Double.NaN : expected.sum / expected.count,
            LedgerInput.number(actual, "monthly_avg"));
      }
    }
    for (String missing : new TreeSet<>(months.keySet())) {
      comparison.missing("month " + missing, "a row", "no row");
    }
  }

  private static String key(CSVRecord row, String period) {
    return row.get("meter_id") + ' ' + row.get(period) + ' ' + row.get("measurement_type");
  }
}
