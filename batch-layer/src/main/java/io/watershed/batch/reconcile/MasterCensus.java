package io.watershed.batch.reconcile;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.master.DeadLetters;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.RowLayout.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the master dataset: rows by class, dead letters by reason, and offsets one by one. */
final class MasterCensus {

  private static final Logger LOG = LoggerFactory.getLogger(MasterCensus.class);

  /** Both tables call the place of a message alike. */
  private static final List<Column<?>> PLACE_IN_KAFKA =
      List.of(Readings.SOURCE_PARTITION, Readings.SOURCE_OFFSET);

  private static final String PARTITION = Readings.SOURCE_PARTITION.name();
  private static final String OFFSET = Readings.SOURCE_OFFSET.name();

  /**
   * What the master dataset holds of some offsets and of all before them.
   *
   * @param classes rows of the stream's table by what becomes of them
   * @param inBatchView rows that the last batch run has read and given a row in Hive; empty when
   *     that cannot be told
   * @param deadLetters rows of the dead letters table by reason
   * @param removedFromKafka rows of both tables whose messages Kafka has removed since
   * @param unknownMeterReadings new readings of meters that no fleet list names
   * @param distinctOffsets different offsets that Kafka still holds, over both tables
   * @param rowsOfOffsets rows with those offsets, over both tables
   */
  record Result(
      Counts<MessageClass> classes,
      Optional<Counts<MessageClass>> inBatchView,
      Counts<String> deadLetters,
      Counts<String> removedFromKafka,
      long unknownMeterReadings,
      long distinctOffsets,
      long rowsOfOffsets) {}

  private final SparkSession spark;
  private final MasterDataset dataset;
  private final RawStream stream;
  private final String table;
  private final long latenessMillis;

  private MasterCensus(
      SparkSession spark, MasterDataset dataset, RawStream stream, long latenessMillis) {
    this.spark = spark;
    this.dataset = dataset;
    this.stream = stream;
    this.table = stream.table(dataset);
    this.latenessMillis = latenessMillis;
  }

  static MasterCensus from(SparkSession spark, Settings settings, RawStream stream) {
    return new MasterCensus(
        spark,
        MasterDataset.from(settings),
        stream,
        settings.duration("speed.watermark", Duration.ZERO, Duration.ofDays(3650)).toMillis());
  }

  /**
   * Counts.
   *
   * @param ranges the offsets in question
   * @param batchSnapshot the snapshot that the last batch run has read, empty for none
   * @throws PlaceAwayException if the tables do not exist
   */
  Result count(OffsetRanges ranges, OptionalLong batchSnapshot) {
    if (!spark.catalog().tableExists(table)
        || !spark.catalog().tableExists(dataset.deadLetters())) {
      throw new PlaceAwayException(
          "the master dataset does not exist yet: the ingestion layer has never run");
    }
    Optional<Map<Integer, Long>> batchEnds = batchEnds(batchSnapshot);
    Map<Integer, Long> begins = new HashMap<>();
    ranges.byPartition().forEach((partition, range) -> begins.put(partition, range.begin()));
    Dataset<Row> deadLetters = spark.table(dataset.deadLetters()).where(ranges.beforeEnd());
    Tally tally = new Tally();
    classified(ranges, begins, batchEnds.orElse(Map.of())).forEach(tally::addRow);
    letters(deadLetters, ranges).forEach(tally::addLetters);
    // The same message twice in the stream's table is found by the classifier, so only the few
    // dead letters need a look at each offset.
    Dataset<Row> letterOffsets =
        deadLetters.where(ranges.held()).select(cols(PLACE_IN_KAFKA)).distinct();
    long inLetters = letterOffsets.count();
    long inBoth =
        inLetters == 0
            ? 0
            : spark
                .table(table)
                .where(ranges.held())
                .select(cols(PLACE_IN_KAFKA))
                .join(
                    inLetters < 100_000 ? broadcast(letterOffsets) : letterOffsets,
                    new String[] {PARTITION, OFFSET})
                .distinct()
                .count();
    return new Result(
        tally.classes,
        batchEnds.map(known -> tally.inBatchView),
        tally.deadLetters,
        tally.removed,
        tally.unknownMeterReadings,
        tally.heldRows - tally.heldDoubled + inLetters - inBoth,
        tally.heldRows + tally.heldLetters);
  }

  private List<Row> classified(
      OffsetRanges ranges, Map<Integer, Long> begins, Map<Integer, Long> batchEnds) {
    return spark
        .table(table)
        .where(ranges.beforeEnd())
        .select(
            stream.series().as(ClassCounter.SERIES.name()),
            col(Readings.SOURCE_PARTITION),
            col(Readings.SOURCE_OFFSET),
            unix_millis(col(Readings.EVENT_TIME)).as(ClassCounter.EVENT_MILLIS.name()),
            unix_millis(col(Readings.ARRIVAL_TIME)).as(ClassCounter.ARRIVAL_MILLIS.name()),
            stream.elements().as(ClassCounter.ELEMENTS.name()),
            stream.unknownDevice().as(ClassCounter.UNKNOWN_DEVICE.name()))
        .select(cols(ClassCounter.INPUT.columns()))
        .repartition(col(ClassCounter.SERIES))
        .sortWithinPartitions(
            col(ClassCounter.SERIES), col(Readings.SOURCE_PARTITION), col(Readings.SOURCE_OFFSET))
        .mapPartitions(
            new ClassCounter(latenessMillis, begins, batchEnds),
            Encoders.row(ClassCounter.OUTPUT.schema()))
        .collectAsList();
  }

  private static List<Row> letters(Dataset<Row> deadLetters, OffsetRanges ranges) {
    return deadLetters
        .groupBy(
            date_trunc("HOUR", col(DeadLetters.ARRIVAL_TIME)).as("hour"),
            col(DeadLetters.REASON),
            ranges.held().as("held"))
        .agg(functions.count(lit(1)).as("number"))
        .collectAsList();
  }

  /** The ends of the partitions as of a snapshot; empty when it has expired or there is none. */
  private Optional<Map<Integer, Long>> batchEnds(OptionalLong snapshot) {
    if (snapshot.isEmpty()) {
      return Optional.empty();
    }
    boolean kept =
        !spark
            .table(table + ".snapshots")
            .where(functions.col("snapshot_id").equalTo(snapshot.getAsLong()))
            .isEmpty();
    if (!kept) {
      LOG.info("snapshot {} of the last batch run has expired", snapshot.getAsLong());
      return Optional.empty();
    }
    Map<Integer, Long> ends = new HashMap<>();
    spark
        .sql(
            "SELECT %s, %s FROM %s VERSION AS OF %d"
                .formatted(PARTITION, OFFSET, table, snapshot.getAsLong()))
        .groupBy(PARTITION)
        .agg(max(col(Readings.SOURCE_OFFSET)).as(OFFSET))
        .collectAsList()
        .forEach(row -> ends.put(row.getAs(PARTITION), row.<Long>getAs(OFFSET) + 1));
    return Optional.of(ends);
  }

  /** Sums up what the tasks counted. */
  private static final class Tally {

    private static final Place<Long> HOUR_MILLIS = place(ClassCounter.HOUR_MILLIS);
    private static final Place<String> CLASS = place(ClassCounter.CLASS);
    private static final Place<Boolean> IN_BATCH_VIEW = place(ClassCounter.IN_BATCH_VIEW);
    private static final Place<Boolean> UNKNOWN_DEVICE = place(ClassCounter.UNKNOWN_DEVICE);
    private static final Place<Boolean> HELD = place(ClassCounter.HELD);
    private static final Place<Long> NUMBER = place(ClassCounter.NUMBER);

    private static <T> Place<T> place(Column<T> column) {
      return ClassCounter.OUTPUT.place(column);
    }

    private final Counts<MessageClass> classes = new Counts<>();
    private final Counts<MessageClass> inBatchView = new Counts<>();
    private final Counts<String> deadLetters = new Counts<>();
    private final Counts<String> removed = new Counts<>();
    private long unknownMeterReadings;
    private long heldRows;
    private long heldDoubled;
    private long heldLetters;

    void addRow(Row row) {
      Instant hour = Instant.ofEpochMilli(HOUR_MILLIS.get(row));
      MessageClass kind = MessageClass.valueOf(CLASS.get(row));
      long number = NUMBER.get(row);
      classes.add(hour, kind, number);
      if (kind.hasRowInHive() && IN_BATCH_VIEW.get(row)) {
        inBatchView.add(hour, kind, number);
      }
      if (kind.isNew() && UNKNOWN_DEVICE.get(row)) {
        unknownMeterReadings += number;
      }
      if (HELD.get(row)) {
        heldRows += number;
        heldDoubled += kind == MessageClass.DOUBLED ? number : 0;
      } else if (kind != MessageClass.DOUBLED) {
        removed.add(hour, kind.name(), number);
      }
    }

    void addLetters(Row row) {
      Instant hour = row.<Instant>getAs("hour");
      long number = row.getAs("number");
      deadLetters.add(hour, row.getAs(DeadLetters.REASON.name()), number);
      if (row.<Boolean>getAs("held")) {
        heldLetters += number;
      } else {
        removed.add(hour, row.getAs(DeadLetters.REASON.name()), number);
      }
    }
  }
}
