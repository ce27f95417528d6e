package io.watershed.simulator.station.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.watershed.simulator.ledger.LedgerInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How well exported forecasts announced the floods of a ledger.
 *
 * <p>A warning is a forecast that holds high water more likely than not. A flood is judged when it
 * begins after the first forecast was issued and not after the last. It was announced when a
 * forecast issued in the day before its start warned of an hour within it; the lead time is counted
 * from the first of these. Warnings of a gauge that follow one another within three hours are one;
 * it is false when no flood of the gauge touches the time it speaks of.
 *
 * @param issues hours at which forecasts were issued
 * @param floods floods judged
 * @param hits those that were announced
 * @param misses those that were not
 * @param falseAlarms warnings without a flood
 * @param medianLeadHours the lead time that half of the announced floods had; null without any
 * @param longestLeadHours the longest lead time; null without any
 */
@JsonPropertyOrder({
  "issues",
  "floods",
  "hits",
  "misses",
  "falseAlarms",
  "medianLeadHours",
  "longestLeadHours"
})
public record FloodWarnings(
    int issues,
    int floods,
    int hits,
    int misses,
    int falseAlarms,
    Double medianLeadHours,
    Double longestLeadHours) {

  /** Name of the exported file of forecasts. */
  public static final String FORECASTS = "tableau_water_level_forecasts.csv";

  private static final double MORE_LIKELY_THAN_NOT = 0.5;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final long PAUSE_MILLIS = Duration.ofHours(3).toMillis();
  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private record Warning(long issued, long target) {}

  private record LabelledFlood(long start, boolean atStart, long end) {}

  /**
   * Reads and judges.
   *
   * @param ledger the ledger's folder
   * @param forecasts the exported forecasts
   * @throws io.watershed.simulator.ledger.CheckInputException if a file is absent or has another
   *     layout
   */
  public static FloodWarnings judge(Path ledger, Path forecasts) throws IOException {
    return new Judge(floods(ledger.resolve(StationLedger.FLOODS))).judge(forecasts);
  }

  private static Map<String, List<LabelledFlood>> floods(Path file) throws IOException {
    Map<String, List<LabelledFlood>> floods = new HashMap<>();
    try (CSVParser parser =
        LedgerInput.csv(file, List.of("station_id", "start", "end", "high_at_start"))) {
      for (CSVRecord row : parser) {
        String end = row.get("end");
        floods
            .computeIfAbsent(row.get("station_id"), absent -> new ArrayList<>())
            .add(
                new LabelledFlood(
                    millis(row.get("start")),
                    Boolean.parseBoolean(row.get("high_at_start")),
                    end.isEmpty() ? Long.MAX_VALUE : millis(end)));
      }
    }
    return floods;
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  /** Holds what one file of forecasts says against the floods. */
  private static final class Judge {
    private final Map<String, List<LabelledFlood>> floods;
    private final Map<String, List<Warning>> warnings = new HashMap<>();
    private final TreeSet<Long> issues = new TreeSet<>();
    private final List<Double> leads = new ArrayList<>();
    private int judged;
    private int falseAlarms;

    Judge(Map<String, List<LabelledFlood>> floods) {
      this.floods = floods;
    }

    FloodWarnings judge(Path forecasts) throws IOException {
      read(forecasts);
      if (!issues.isEmpty()) {
        floods.forEach(
            (station, its) ->
                its.forEach(flood -> judge(station, flood, issues.first(), issues.last())));
      }
      warnings.forEach(this::countFalseAlarms);
      leads.sort(Comparator.naturalOrder());
      return new FloodWarnings(
          issues.size(),
          judged,
          leads.size(),
          judged - leads.size(),
          falseAlarms,
          leads.isEmpty() ? null : leads.get(leads.size() / 2),
          leads.isEmpty() ? null : leads.get(leads.size() - 1));
    }

    private void read(Path forecasts) throws IOException {
      try (CSVParser parser =
          LedgerInput.csv(
              forecasts,
              List.of("station_id", "issued_time", "target_time", "probability_high_water"))) {
        for (CSVRecord row : parser) {
          long issued = millis(row.get("issued_time"));
          issues.add(issued);
          // Not a number where the gauge has no level of high water.
          if (LedgerInput.number(row, "probability_high_water") > MORE_LIKELY_THAN_NOT) {
            warnings
                .computeIfAbsent(row.get("station_id"), absent -> new ArrayList<>())
                .add(new Warning(issued, millis(row.get("target_time"))));
          }
        }
      }
    }

    private void judge(String station, LabelledFlood flood, long firstIssue, long lastIssue) {
      if (flood.atStart() || flood.start() <= firstIssue || flood.start() > lastIssue) {
        return;
      }
      judged++;
      warnings.getOrDefault(station, List.of()).stream()
          .filter(warning -> warning.issued() < flood.start())
          .filter(warning -> warning.issued() >= flood.start() - DAY_MILLIS)
          .filter(warning -> warning.target() >= flood.start() && warning.target() < flood.end())
          .mapToLong(Warning::issued)
          .min()
          .ifPresent(issued -> leads.add((flood.start() - issued) / HOUR_MILLIS));
    }

    private void countFalseAlarms(String station, List<Warning> its) {
      its.sort(Comparator.comparingLong(Warning::issued));
      List<LabelledFlood> real = floods.getOrDefault(station, List.of());
      int from = 0;
      for (int next = 1; next <= its.size(); next++) {
        if (next == its.size()
            || its.get(next).issued() - its.get(next - 1).issued() > PAUSE_MILLIS) {
          if (its.subList(from, next).stream().noneMatch(warning -> isTrue(warning, real))) {
            falseAlarms++;
          }
          from = next;
        }
      }
    }

    private static boolean isTrue(Warning warning, List<LabelledFlood> real) {
      return real.stream()
          .anyMatch(flood -> flood.start() <= warning.target() && flood.end() > warning.issued());
    }
  }
}
