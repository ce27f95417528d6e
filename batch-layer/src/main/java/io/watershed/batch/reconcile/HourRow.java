package io.watershed.batch.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One row of the report: the messages that arrived in one hour, or all of them.
 *
 * @param hour its start; {@link Instant#MIN} for all
 * @param kafka messages that Kafka holds or held
 * @param accepted readings that both layers take
 * @param late readings that only the batch layer takes
 * @param duplicates messages whose identity came before
 * @param additions accepted and late messages that share their row in Hive with an earlier one
 * @param deadLetters messages that are neither readings nor observations, by reason
 * @param masterRows rows of the stream's table in the master dataset
 * @param hiveRows rows in Hive; empty when Hive cannot tell
 * @param speed what the speed layer counted; empty when it has not
 */
record HourRow(
    Instant hour,
    long kafka,
    long accepted,
    long late,
    long duplicates,
    long additions,
    Map<String, Long> deadLetters,
    long masterRows,
    Optional<Long> hiveRows,
    Optional<Speed> speed) {

  /** What the speed layer counted. */
  record Speed(long accepted, long late, long duplicates, long deadLetters) {

    static final Speed NONE = new Speed(0, 0, 0, 0);

    Speed plus(Speed other) {
      return new Speed(
          accepted + other.accepted,
          late + other.late,
          duplicates + other.duplicates,
          deadLetters + other.deadLetters);
    }
  }

  /** All dead letters. */
  long letters() {
    return deadLetters.values().stream().mapToLong(number -> number).sum();
  }

  /** Rows that Hive has once a batch run has taken all. */
  long expectedInHive() {
    return accepted + late - additions;
  }

  /** Messages that are in exactly one of the classes. */
  long explained() {
    return accepted + late + duplicates + letters();
  }

  /** The same figures as those of an hour. */
  HourRow at(Instant start) {
    return new HourRow(
        start,
        kafka,
        accepted,
        late,
        duplicates,
        additions,
        deadLetters,
        masterRows,
        hiveRows,
        speed);
  }

  static HourRow total(List<HourRow> hours) {
    Map<String, Long> letters = new TreeMap<>();
    Optional<Long> hive = Optional.empty();
    Optional<Speed> speed = Optional.empty();
    long kafka = 0;
    long accepted = 0;
    long late = 0;
    long duplicates = 0;
    long additions = 0;
    long masterRows = 0;
    for (HourRow row : hours) {
      kafka += row.kafka;
      accepted += row.accepted;
      late += row.late;
      duplicates += row.duplicates;
      additions += row.additions;
      masterRows += row.masterRows;
      row.deadLetters.forEach((reason, number) -> letters.merge(reason, number, Long::sum));
      if (row.hiveRows.isPresent()) {
        hive = Optional.of(hive.orElse(0L) + row.hiveRows.get());
      }
      if (row.speed.isPresent()) {
        speed = Optional.of(speed.orElse(Speed.NONE).plus(row.speed.get()));
      }
    }
    return new HourRow(
        Instant.MIN,
        kafka,
        accepted,
        late,
        duplicates,
        additions,
        letters,
        masterRows,
        hive,
        speed);
  }
}
