package io.watershed.simulator.station.ledger;

import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ParsedObservation;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.ledger.LedgerInput;
import io.watershed.simulator.station.StationPlan;
import io.watershed.simulator.station.StationSimulation;
import io.watershed.simulator.station.TestStations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The books against a count of the messages themselves, by brute force. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StationLedgerTest {

  // In spring, when rivers are high.
  private static final long BEGIN = START + 120 * DAY_MILLIS;
  private static final int DAYS = 9;
  private static final long LATENESS = 6 * 3_600_000L;

  @TempDir static Path folder;

  private final Map<String, DoubleSummaryStatistics> expected = new HashMap<>();
  private final Map<String, Long> deadLetters = new TreeMap<>();
  private StationTotals totals;
  private long messages;
  private long distinct;
  private long duplicates;
  private long late;
  private long values;

  @BeforeAll
  void run() throws IOException {
    StationPlan plan = new StationPlan(TestStations.FLEET, BEGIN, 12);
    SentMessages sent = new SentMessages();
    try (StationLedger ledger = StationLedger.open(folder, plan, Settings.of(Map.of()))) {
      new StationSimulation(plan, ledger).finish(BEGIN + DAYS * DAY_MILLIS, sent);
      totals = ledger.finish(BEGIN + DAYS * DAY_MILLIS);
    }
    count(sent);
  }

  private void count(SentMessages sent) {
    Set<String> seen = new HashSet<>();
    Map<String, Long> newest = new HashMap<>();
    for (SentMessages.Sent message : sent.all()) {
      messages++;
      ParsedObservation parsed = TestStations.parse(message);
      if (parsed instanceof ParsedObservation.Rejected rejected) {
        deadLetters.merge(rejected.reason().name(), 1L, Long::sum);
      } else if (parsed instanceof ParsedObservation.Accepted accepted) {
        count(accepted.observation(), seen, newest);
      }
    }
  }

  private void count(Observation observation, Set<String> seen, Map<String, Long> newest) {
    String station = observation.station().id();
    long time = observation.timestampMillis();
    if (!seen.add(station + '|' + time)) {
      duplicates++;
      return;
    }
    distinct++;
    if (time < newest.getOrDefault(station, Long.MIN_VALUE / 2) - LATENESS) {
      late++;
    } else {
      newest.merge(station, time, Math::max);
    }
    values += observation.values().size();
    String date =
        Instant.ofEpochMilli(time).atZone(observation.station().zone()).toLocalDate().toString();
    observation
        .values()
        .forEach(
            (element, value) ->
                expected
                    .computeIfAbsent(
                        station + ' ' + date + ' ' + element.wireName(),
                        absent -> new DoubleSummaryStatistics())
                    .accept(value));
  }

  private static List<CSVRecord> csv(String name) throws IOException {
    try (CSVParser parser = LedgerInput.csv(folder.resolve(name), List.of("station_id"))) {
      return parser.getRecords();
    }
  }

  @Test
  void everyMessageIsInOneClass() throws IOException {
    assertThat(totals.messages()).isEqualTo(messages);
    assertThat(totals.distinctObservations()).isEqualTo(distinct);
    assertThat(totals.duplicates()).isEqualTo(duplicates).isPositive();
    assertThat(totals.lateForSpeed()).isEqualTo(late).isPositive();
    assertThat(totals.deadLetters()).isEqualTo(deadLetters).hasSize(13);
    assertThat(totals.distinctValues()).isEqualTo(values);
    assertThat(totals.distinctObservations() + totals.duplicates() + totals.allDeadLetters())
        .isEqualTo(totals.messages());
    assertThat(LedgerInput.json(folder.resolve(StationLedger.TOTALS), StationTotals.class))
        .isEqualTo(totals);
  }

  @Test
  void everyFaultOccursAndIsLabelled() throws IOException {
    Set<String> labels =
        csv(StationFaultsFile.NAME).stream()
            .map(row -> row.get("label"))
            .collect(Collectors.toSet());
    assertThat(labels)
        .containsExactlyInAnyOrder(
            "SPIKE",
            "STUCK_SENSOR",
            "DRIFT",
            "GAP",
            "CLOCK_ERROR",
            "NEGATIVE_DATUM",
            "ABSOLUTE_ALTITUDE",
            "DELAYED_UPLOAD",
            "DUPLICATE",
            "LATE",
            "CORRUPT",
            "FLOOD");
    assertThat(totals.faultyValues()).isPositive();
  }

  @Test
  void expectedDaysAreThoseOfTheMessages() throws IOException {
    List<CSVRecord> rows = csv(StationLedger.EXPECTED_DAILY);
    assertThat(rows).hasSameSizeAs(expected.keySet());
    long faulty = 0;
    for (CSVRecord row : rows) {
      String key = row.get("station_id") + ' ' + row.get("date") + ' ' + row.get("element");
      DoubleSummaryStatistics found = expected.get(key);
      assertThat(found).as(key).isNotNull();
      assertThat(Long.parseLong(row.get("count"))).as(key).isEqualTo(found.getCount());
      assertThat(Double.parseDouble(row.get("min"))).as(key).isEqualTo(found.getMin());
      assertThat(Double.parseDouble(row.get("max"))).as(key).isEqualTo(found.getMax());
      assertThat(Double.parseDouble(row.get("mean")))
          .as(key)
          .isCloseTo(found.getAverage(), within(1e-9));
      faulty += Long.parseLong(row.get("count")) - Long.parseLong(row.get("good_count"));
    }
    assertThat(faulty).isEqualTo(totals.faultyValues());
  }

  @Test
  void aFloodLiesAboveTheMarkOfItsGauge() throws IOException {
    List<CSVRecord> floods = csv(StationLedger.FLOODS);
    assertThat(floods).hasSize((int) totals.floods()).isNotEmpty();
    for (CSVRecord flood : floods) {
      assertThat(Double.parseDouble(flood.get("peak_level")))
          .isGreaterThan(Double.parseDouble(flood.get("high_water")) - 0.001);
      assertThat(flood.get("start")).isLessThanOrEqualTo(flood.get("peak"));
    }
  }

  @Test
  void everyStationIsListed() throws IOException {
    assertThat(csv(StationLedger.STATIONS)).hasSize(TestStations.FLEET.stations().size());
  }
}
