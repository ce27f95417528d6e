package io.watershed.simulator.ledger;

import static io.watershed.simulator.TestFleet.DAY_MILLIS;
import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.consumption.RegisterHistory;
import io.watershed.core.consumption.RegisterRule;
import io.watershed.core.consumption.RegisterSpan;
import io.watershed.core.meter.Fleet;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.Reading;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.TestFleet;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.engine.RunPlan;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The books against a count of the messages themselves, by brute force. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTest {

  private static final int METERS = 60;
  private static final int DAYS = 6;
  private static final Settings SETTINGS = Settings.of(Map.of());
  private static final long LATENESS = 6 * 3_600_000L;
  private static final long LONG_AFTER = START + 1000 * DAY_MILLIS;

  private record Stream(String meter, String measurement) {}

  private record Day(String meter, String date, String measurement) {}

  @TempDir static Path folder;

  private final RegisterRule rule = new RegisterRule(ConsumptionLimits.from(SETTINGS));
  private final Map<Stream, TreeMap<Long, EnrichedReading>> readings = new HashMap<>();
  private final Map<String, Long> deadLetters = new TreeMap<>();
  private LedgerTotals totals;
  private long messages;
  private long duplicates;
  private long late;
  private long distinct;
  private long unknown;

  @BeforeAll
  void run() throws IOException {
    RunPlan plan = TestFleet.plan(METERS, 21, 10);
    SentMessages sent = new SentMessages();
    try (Ledger ledger = Ledger.open(folder, plan, SETTINGS)) {
      new FleetSimulation(plan, ledger).finish(START + DAYS * DAY_MILLIS, sent);
      totals = ledger.finish(START + DAYS * DAY_MILLIS);
    }
    count(sent);
  }

  private void count(SentMessages sent) {
    Intake intake =
        new Intake(
            new ReadingParser(MessageLimits.from(SETTINGS)),
            Fleet.of(TestFleet.meters(METERS), TestFleet.BRISBANE),
            new QualityRules(QualityLimits.from(SETTINGS)));
    Map<Stream, Long> highest = new HashMap<>();
    for (SentMessages.Sent message : sent.all()) {
      messages++;
      Intake.Outcome outcome = intake.take(message.value(), LONG_AFTER);
      if (outcome instanceof Intake.Outcome.Rejected rejected) {
        deadLetters.merge(rejected.why().reason().name(), 1L, Long::sum);
      } else if (outcome instanceof Intake.Outcome.Accepted accepted) {
        countReading(accepted.reading(), highest);
      }
    }
  }

  private void countReading(EnrichedReading enriched, Map<Stream, Long> highest) {
    Reading reading = enriched.reading();
    Stream stream = new Stream(reading.meterId(), reading.measurement().canonicalName());
    TreeMap<Long, EnrichedReading> seen =
        readings.computeIfAbsent(stream, absent -> new TreeMap<>());
    unknown += enriched.meter().known() ? 0 : 1;
    if (seen.putIfAbsent(reading.timestampMillis(), enriched) != null) {
      duplicates++;
      return;
    }
    distinct++;
    long newest = highest.getOrDefault(stream, Long.MIN_VALUE / 2);
    if (reading.timestampMillis() < newest - LATENESS) {
      late++;
    } else {
      highest.put(stream, Math.max(newest, reading.timestampMillis()));
    }
  }

  @Test
  void everyMessageIsInOneClass() {
    assertThat(totals.messages()).isEqualTo(messages);
    assertThat(totals.distinctReadings()).isEqualTo(distinct);
    assertThat(totals.duplicates()).isEqualTo(duplicates).isPositive();
    assertThat(totals.lateForSpeed()).isEqualTo(late).isPositive();
    assertThat(totals.deadLetters()).isEqualTo(deadLetters).hasSize(14);
    assertThat(totals.unknownMeterReadings()).isEqualTo(unknown).isPositive();
    assertThat(totals.distinctReadings() + totals.duplicates() + totals.allDeadLetters())
        .isEqualTo(totals.messages());
  }

  @Test
  void everyFaultOccursAndIsLabelled() throws IOException {
    TreeSet<String> labels = new TreeSet<>();
    for (CSVRecord row : csv(Ledger.FAULTS)) {
      labels.add(row.get("label"));
    }
    assertThat(labels)
        .contains(
            "HIGH_FLOW",
            "BURST",
            "CONTINUOUS_LEAK",
            "STUCK_METER",
            "REVERSE_FLOW",
            "LOW_BATTERY",
            "HOT_DEVICE",
            "SILENCE",
            "FLOW_ABOVE_LIMIT",
            "REGISTER_GLITCH",
            "DELAYED_UPLOAD",
            "DUPLICATE",
            "LATE",
            "CORRUPT");
  }

  @Test
  void expectedDaysAreThoseOfTheMessages() throws IOException {
    Map<Day, List<EnrichedReading>> byDay = new LinkedHashMap<>();
    Map<Day, Double> advances = new HashMap<>();
    for (Map.Entry<Stream, TreeMap<Long, EnrichedReading>> stream : readings.entrySet()) {
      List<EnrichedReading> sequence = new ArrayList<>(stream.getValue().values());
      sequence.sort(Comparator.comparingLong(reading -> reading.reading().timestampMillis()));
      for (EnrichedReading reading : sequence) {
        byDay
            .computeIfAbsent(day(stream.getKey(), reading), absent -> new ArrayList<>())
            .add(reading);
      }
    }
    for (Day day : List.copyOf(byDay.keySet())) {
      if (byDay.get(day).get(0).reading().measurement().kind() == Kind.REGISTER) {
        judgeRegister(day, byDay, advances);
      }
    }
    List<CSVRecord> expected = csv(Ledger.EXPECTED_DAILY);
    assertThat(expected).hasSameSizeAs(byDay.keySet());
    for (CSVRecord row : expected) {
      Day day = new Day(row.get("meter_id"), row.get("date"), row.get("measurement_type"));
      compare(row, byDay.get(day), advances.getOrDefault(day, 0.0));
    }
  }

  /** As the batch layer does: from the day and the two days before it. */
  private void judgeRegister(
      Day day, Map<Day, List<EnrichedReading>> byDay, Map<Day, Double> advances) {
    LocalDate date = LocalDate.parse(day.date());
    List<EnrichedReading> window =
        readings.get(new Stream(day.meter(), day.measurement())).values().stream()
            .filter(reading -> !reading.localDate().isBefore(date.minusDays(2)))
            .filter(reading -> !reading.localDate().isAfter(date))
            .toList();
    RegisterHistory history = rule.judge(window);
    byDay.put(
        day,
        history.readings().stream().filter(reading -> reading.localDate().equals(date)).toList());
    for (RegisterSpan span : history.spans()) {
      if (span.to().localDate().equals(date)) {
        double advance = span.to().reading().value() - span.from().reading().value();
        advances.merge(day, advance, Double::sum);
      }
    }
  }

  private static Day day(Stream stream, EnrichedReading reading) {
    return new Day(stream.meter(), reading.localDate().toString(), stream.measurement());
  }

  private static void compare(CSVRecord row, List<EnrichedReading> actual, double advance) {
    double[] counted =
        actual.stream()
            .filter(EnrichedReading::counted)
            .mapToDouble(reading -> reading.reading().value())
            .toArray();
    assertThat(Long.parseLong(row.get("count"))).as("%s", row).isEqualTo(counted.length);
    assertThat(Long.parseLong(row.get("excluded")))
        .as("%s", row)
        .isEqualTo(actual.size() - counted.length);
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : counted) {
      sum += value;
      max = Math.max(max, value);
    }
    switch (actual.get(0).reading().measurement().kind()) {
      case INTERVAL_FLOW ->
          assertThat(Double.parseDouble(row.get("total"))).as("%s", row).isEqualTo(sum);
      case REGISTER ->
          assertThat(Double.parseDouble(row.get("total")))
              .as("%s", row)
              .isCloseTo(advance, within(1e-6));
      case GAUGE -> assertThat(row.get("total")).isEmpty();
    }
    if (counted.length > 0) {
      assertThat(Double.parseDouble(row.get("max"))).as("%s", row).isCloseTo(max, within(1e-6));
    }
  }

  private static List<CSVRecord> csv(String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(folder.resolve(name));
        CSVParser parser =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.getRecords();
    }
  }
}
