package io.watershed.batch.reconcile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the counts of the four places. Pure: the same counts give the same report. */
final class Reconciliation {

  /**
   * All counts, and when they were taken.
   *
   * @param stream whose messages they are
   * @param kafka messages by partition and hour
   * @param master what the master dataset made of them
   * @param hive what Hive shows
   * @param speed what the speed layer says
   * @param openHour the hour in which messages went on arriving while the counts were taken, so
   *     that the speed layer's figures for it hold newer messages too; empty when none arrived
   */
  record Input(
      RawStream stream,
      Counts<Integer> kafka,
      MasterCensus.Result master,
      HiveCensus.Result hive,
      SpeedCensus.Result speed,
      Optional<Instant> openHour) {}

  private final Input input;
  private final List<Check> checks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Reconciliation(Input input) {
    this.input = input;
  }

  static Report compare(Input input) {
    return new Reconciliation(input).report();
  }

  private Report report() {
    List<HourRow> hours = new ArrayList<>();
    for (Instant hour : hours()) {
      hours.add(row(hour));
    }
    HourRow total = HourRow.total(hours);
    checkMaster(total);
    checkHive(total);
    checkSpeed(hours);
    checkHours(hours);
    long removed = input.master().removedFromKafka().total();
    if (removed > 0) {
      notes.add(
          "Kafka has removed "
              + number(removed)
              + " messages by now; what the master dataset holds of them is taken as given");
    }
    long behind = input.kafka().total() - input.master().distinctOffsets();
    return new Report(
        input.stream(),
        hours,
        total,
        checks,
        notes,
        input.master().unknownMeterReadings(),
        Math.max(0, behind));
  }

  private SortedSet<Instant> hours() {
    SortedSet<Instant> hours = new TreeSet<>();
    input.kafka().forEachHour((hour, counts) -> hours.add(hour));
    input.master().classes().forEachHour((hour, counts) -> hours.add(hour));
    input.master().deadLetters().forEachHour((hour, counts) -> hours.add(hour));
    input.hive().rows().forEachHour((hour, counts) -> hours.add(hour));
    input.speed().counts().forEachHour((hour, counts) -> hours.add(hour));
    return hours;
  }

  private HourRow row(Instant hour) {
    Counts<MessageClass> classes = input.master().classes();
    long kafka = sum(input.kafka().of(hour)) + sum(input.master().removedFromKafka().of(hour));
    Counts<String> speed = input.speed().counts();
    boolean counted = input.speed().problem().isEmpty();
    return new HourRow(
        hour,
        kafka,
        classes.of(hour, MessageClass.ACCEPTED) + classes.of(hour, MessageClass.ADDITION),
        classes.of(hour, MessageClass.LATE) + classes.of(hour, MessageClass.LATE_ADDITION),
        classes.of(hour, MessageClass.DUPLICATE),
        classes.of(hour, MessageClass.ADDITION) + classes.of(hour, MessageClass.LATE_ADDITION),
        new TreeMap<>(input.master().deadLetters().of(hour)),
        sum(classes.of(hour)),
        input.hive().problem().isEmpty()
            ? Optional.of(input.hive().rows().of(hour, HiveCensus.ROWS))
            : Optional.empty(),
        counted
            ? Optional.of(
                new HourRow.Speed(
                    speed.of(hour, SpeedCensus.ACCEPTED),
                    speed.of(hour, SpeedCensus.LATE),
                    speed.of(hour, SpeedCensus.DUPLICATES),
                    speed.of(hour, SpeedCensus.DEAD_LETTERS)))
            : Optional.empty());
  }

  private void checkMaster(HourRow total) {
    MasterCensus.Result master = input.master();
    long held = input.kafka().total();
    long distinct = master.distinctOffsets();
    check(
        "messages of Kafka in the master dataset",
        held,
        distinct,
        held > distinct
            ? "%s messages of Kafka are neither in the master dataset nor among the dead letters"
                .formatted(number(held - distinct))
            : "the master dataset has %s messages that Kafka never held"
                .formatted(number(distinct - held)));
    check(
        "rows of those messages",
        distinct,
        master.rowsOfOffsets(),
        "%s rows of the master dataset stand there a second time"
            .formatted(number(master.rowsOfOffsets() - distinct)));
    check(
        "accepted, late, duplicates and dead letters",
        total.kafka(),
        total.explained(),
        "Kafka held %s messages, and %s are explained"
            .formatted(number(total.kafka()), number(total.explained())));
    check(
        "rows of the " + input.stream().things() + " table",
        total.accepted() + total.late() + total.duplicates(),
        total.masterRows(),
        "the %s table has %s rows, and %s are accepted, late or duplicates"
            .formatted(
                input.stream().things(),
                number(total.masterRows()),
                number(total.accepted() + total.late() + total.duplicates())));
  }

  private void checkHive(HourRow total) {
    long wanted = total.expectedInHive();
    if (input.hive().problem().isPresent()) {
      checks.add(
          new Check(
              "rows in Hive",
              wanted,
              0,
              false,
              "Hive has 0 rows, expected "
                  + number(wanted)
                  + ": "
                  + input.hive().problem().orElseThrow()));
      return;
    }
    long rows = total.hiveRows().orElse(0L);
    long expected = input.hive().rows().total() == wanted ? wanted : batchExpected(wanted);
    if (expected < wanted) {
      notes.add(
          number(wanted - expected)
              + " "
              + input.stream().things()
              + " came after the last batch run and are not in Hive yet");
    }
    check(
        "rows in Hive",
        expected,
        rows,
        "Hive has %s rows, expected %s: run the batch layer"
            .formatted(number(rows), number(expected)));
  }

  private long batchExpected(long wanted) {
    return input.master().inBatchView().map(Counts::total).orElse(wanted);
  }

  private void checkSpeed(List<HourRow> hours) {
    HourRow closed = HourRow.total(hours.stream().filter(this::isClosed).toList());
    if (input.speed().problem().isPresent()) {
      checks.add(
          new Check(
              "accepted by the speed layer",
              closed.accepted(),
              0,
              false,
              "the speed layer's figures are missing: " + input.speed().problem().orElseThrow()));
      return;
    }
    if (input.openHour().isPresent()) {
      notes.add(
          "messages went on arriving, so the speed layer's figures are compared up to "
              + input.openHour().orElseThrow());
    }
    HourRow.Speed speed = closed.speed().orElse(HourRow.Speed.NONE);
    checkSpeed("accepted by the speed layer", closed.accepted(), speed.accepted());
    checkSpeed(
        "late or duplicate for the speed layer",
        closed.late() + closed.duplicates(),
        speed.late() + speed.duplicates());
    checkSpeed("dead letters of the speed layer", closed.letters(), speed.deadLetters());
  }

  private void checkSpeed(String name, long expected, long actual) {
    check(
        name,
        expected,
        actual,
        "%s: %s, expected %s".formatted(name, number(actual), number(expected)));
  }

  private boolean isClosed(HourRow row) {
    return input.openHour().isEmpty() || row.hour().isBefore(input.openHour().orElseThrow());
  }

  /** Totals can agree while two hours err against each other, so every hour is checked too. */
  private void checkHours(List<HourRow> hours) {
    List<String> wrong = new ArrayList<>();
    for (HourRow row : hours) {
      if (row.kafka() != row.explained() || !hiveAgrees(row) || !speedAgrees(row)) {
        wrong.add(row.hour().toString());
      }
    }
    check(
        "hours that add up",
        hours.size(),
        hours.size() - wrong.size(),
        "these hours do not add up: " + String.join(", ", wrong));
  }

  private boolean hiveAgrees(HourRow row) {
    if (row.hiveRows().isEmpty()) {
      return true;
    }
    long rows = row.hiveRows().orElseThrow();
    long all = row.expectedInHive();
    long batch = input.master().inBatchView().map(counts -> sum(counts.of(row.hour()))).orElse(all);
    return rows == all || rows == batch;
  }

  private boolean speedAgrees(HourRow row) {
    if (row.speed().isEmpty() || !isClosed(row)) {
      return true;
    }
    HourRow.Speed speed = row.speed().orElseThrow();
    return speed.accepted() == row.accepted()
        && speed.late() + speed.duplicates() == row.late() + row.duplicates()
        && speed.deadLetters() == row.letters();
  }

  private void check(String name, long expected, long actual, String words) {
    boolean agrees = expected == actual;
    checks.add(new Check(name, expected, actual, agrees, agrees ? "" : words));
  }

  private static long sum(Map<?, Long> numbers) {
    return numbers.values().stream().mapToLong(number -> number).sum();
  }

  private static String number(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }

  /** The hour that an instant lies in. */
  static Instant hourOf(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }
}
