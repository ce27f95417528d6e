package io.watershed.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-01-31T10:00:00Z");

  private final Counts<Integer> kafka = new Counts<>();
  private final Counts<MessageClass> classes = new Counts<>();
  private final Counts<MessageClass> inBatchView = new Counts<>();
  private final Counts<String> deadLetters = new Counts<>();
  private final Counts<String> removed = new Counts<>();
  private final Counts<String> hive = new Counts<>();
  private final Counts<String> speed = new Counts<>();
  private long distinctOffsets = 20;
  private long rowsOfOffsets = 20;
  private Optional<String> hiveProblem = Optional.empty();
  private Optional<String> speedProblem = Optional.empty();
  private Optional<Instant> openHour = Optional.empty();

  @BeforeEach
  void countsThatAddUp() {
    for (Instant hour : List.of(NINE, TEN)) {
      kafka.add(hour, 0, 4);
      kafka.add(hour, 1, 6);
      classes.add(hour, MessageClass.ACCEPTED, 5);
      classes.add(hour, MessageClass.LATE, 1);
      classes.add(hour, MessageClass.DUPLICATE, 2);
      inBatchView.add(hour, MessageClass.ACCEPTED, 5);
      inBatchView.add(hour, MessageClass.LATE, 1);
      deadLetters.add(hour, "NOT_JSON", 2);
      hive.add(hour, HiveCensus.ROWS, 6);
      speed.add(hour, SpeedCensus.ACCEPTED, 5);
      // The speed layer has forgotten one late reading's first copy: it calls both late.
      speed.add(hour, SpeedCensus.LATE, 2);
      speed.add(hour, SpeedCensus.DUPLICATES, 1);
      speed.add(hour, SpeedCensus.DEAD_LETTERS, 2);
    }
  }

  @Test
  void agreesWhenEveryMessageIsExplainedOnce() {
    Report report = compare();
    assertThat(report.checks()).allSatisfy(check -> assertThat(check.agrees()).isTrue());
    assertThat(report.agrees()).isTrue();
    assertThat(report.total().kafka()).isEqualTo(20);
    assertThat(report.total().deadLetters()).isEqualTo(Map.of("NOT_JSON", 4L));
    assertThat(report.total().hiveRows()).contains(12L);
    assertThat(report.hours()).extracting(HourRow::hour).containsExactly(NINE, TEN);
    assertThat(ReportText.of(report)).contains("adds up: yes").contains("2026-01-31 09:00");
  }

  @Test
  void seesMessageThatIsMissing() {
    kafka.add(TEN, 1, 1);
    assertThat(failures())
        .contains(
            "1 messages of Kafka are neither in the master dataset nor among the dead letters",
            "Kafka held 21 messages, and 20 are explained",
            "these hours do not add up: 2026-01-31T10:00:00Z");
    assertThat(compare().behind()).isEqualTo(1);
    assertThat(ReportText.of(compare()))
        .contains("adds up: no")
        .contains("  - Kafka held 21 messages, and 20 are explained.");
  }

  @Test
  void seesRowThatStandsTwice() {
    classes.add(TEN, MessageClass.DOUBLED, 1);
    rowsOfOffsets = 21;
    assertThat(failures())
        .containsExactly(
            "1 rows of the master dataset stand there a second time",
            "the readings table has 17 rows, and 16 are accepted, late or duplicates");
  }

  @Test
  void seesRowMissingAndAnotherTwiceThoughTheNumbersAgree() {
    classes.add(TEN, MessageClass.DOUBLED, 1);
    distinctOffsets = 19;
    assertThat(failures())
        .contains(
            "1 messages of Kafka are neither in the master dataset nor among the dead letters",
            "1 rows of the master dataset stand there a second time");
  }

  @Test
  void saysThatTheBatchLayerMustRunWhenHiveHasTooFewRows() {
    hive.add(TEN, HiveCensus.ROWS, -1);
    assertThat(failures())
        .containsExactly(
            "Hive has 11 rows, expected 12: run the batch layer",
            "these hours do not add up: 2026-01-31T10:00:00Z");
  }

  @Test
  void takesReadingsSinceTheLastBatchRunAsANoteAndNoFault() {
    hive.add(TEN, HiveCensus.ROWS, -2);
    inBatchView.add(TEN, MessageClass.ACCEPTED, -2);
    Report report = compare();
    assertThat(report.agrees()).isTrue();
    assertThat(report.notes())
        .containsExactly("2 readings came after the last batch run and are not in Hive yet");
  }

  @Test
  void saysWhyHiveAndSpeedLayerCouldNotBeCounted() {
    hiveProblem = Optional.of("Hive has no batch views yet: run the batch layer");
    speedProblem = Optional.of("the speed layer has not counted anything yet: start it");
    Report report = compare();
    assertThat(failures())
        .containsExactly(
            "Hive has 0 rows, expected 12: Hive has no batch views yet: run the batch layer",
            "the speed layer's figures are missing: the speed layer has not counted anything yet:"
                + " start it");
    assertThat(report.total().hiveRows()).isEmpty();
    assertThat(ReportJson.of(List.of(report)))
        .contains("\"hiveRows\":null")
        .contains("\"agrees\":false");
  }

  @Test
  void seesSpeedLayerThatTookReadingsTwice() {
    speed.add(NINE, SpeedCensus.ACCEPTED, 3);
    assertThat(failures())
        .containsExactly(
            "accepted by the speed layer: 13, expected 10",
            "these hours do not add up: 2026-01-31T09:00:00Z");
  }

  @Test
  void seesErrorsOfTwoHoursThatCancelOut() {
    speed.add(NINE, SpeedCensus.ACCEPTED, 1);
    speed.add(TEN, SpeedCensus.ACCEPTED, -1);
    assertThat(failures())
        .containsExactly("these hours do not add up: 2026-01-31T09:00:00Z, 2026-01-31T10:00:00Z");
  }

  @Test
  void leavesTheOpenHourOutOfTheSpeedLayersFigures() {
    speed.add(TEN, SpeedCensus.ACCEPTED, 7);
    openHour = Optional.of(TEN);
    Report report = compare();
    assertThat(report.agrees()).isTrue();
    assertThat(report.notes())
        .containsExactly(
            "messages went on arriving, so the speed layer's figures are compared up to"
                + " 2026-01-31T10:00:00Z");
  }

  @Test
  void countsMessagesThatKafkaHasRemovedAsGiven() {
    Instant eight = Instant.parse("2026-01-31T08:00:00Z");
    classes.add(eight, MessageClass.ACCEPTED, 3);
    inBatchView.add(eight, MessageClass.ACCEPTED, 3);
    removed.add(eight, "ACCEPTED", 3);
    hive.add(eight, HiveCensus.ROWS, 3);
    speed.add(eight, SpeedCensus.ACCEPTED, 3);
    Report report = compare();
    assertThat(report.agrees()).isTrue();
    assertThat(report.total().kafka()).isEqualTo(23);
    assertThat(report.notes())
        .containsExactly(
            "Kafka has removed 3 messages by now; what the master dataset holds of them is taken as"
                + " given");
  }

  private Report compare() {
    return Reconciliation.compare(
        new Reconciliation.Input(
            RawStream.METERS,
            kafka,
            new MasterCensus.Result(
                classes,
                Optional.of(inBatchView),
                deadLetters,
                removed,
                1,
                distinctOffsets,
                rowsOfOffsets),
            new HiveCensus.Result(
                hiveProblem.isPresent() ? new Counts<>() : hive, OptionalLong.empty(), hiveProblem),
            new SpeedCensus.Result(speedProblem.isPresent() ? new Counts<>() : speed, speedProblem),
            openHour));
  }

  private List<String> failures() {
    return compare().checks().stream().filter(check -> !check.agrees()).map(Check::words).toList();
  }
}
