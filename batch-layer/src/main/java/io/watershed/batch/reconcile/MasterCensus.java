package io.watershed.batch.reconcile;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
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
        deadLetters.where(ranges.held()).select("source_partition", "source_offset").distinct();
    long inLetters = letterOffsets.count();
    long inBoth =
        inLetters == 0
            ? 0
            : spark
                .table(table)
                .where(ranges.held())
                .select("source_partition", "source_offset")
                .join(
                    inLetters < 100_000 ? broadcast(letterOffsets) : letterOffsets,
                    new String[] {"source_partition", "source_offset"})
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
            stream.series().as("series"),
            col("source_partition"),
            col("source_offset"),
            unix_millis(col("event_time")),
            unix_millis(col("arrival_time")),
            stream.elements(),
            stream.unknownDevice())
        .repartition(col("series"))
        .sortWithinPartitions("series", "source_partition", "source_offset")
        .mapPartitions(
            new ClassCounter(latenessMillis, begins, batchEnds), Encoders.row(ClassCounter.COLUMNS))
        .collectAsList();
  }

  private static List<Row> letters(Dataset<Row> deadLetters, OffsetRanges ranges) {
    return deadLetters
        .groupBy(
            date_trunc("HOUR", col("arrival_time")).as("hour"),
            col("reason"),
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
            .where(col("snapshot_id").equalTo(snapshot.getAsLong()))
            .isEmpty();
    if (!kept) {
      LOG.info("snapshot {} of the last batch run has expired", snapshot.getAsLong());
      return Optional.empty();
    }
    Map<Integer, Long> ends = new HashMap<>();
    spark
        .sql(
            "SELECT source_partition, source_offset FROM "
                + table
                + " VERSION AS OF "
                + snapshot.getAsLong())
        .groupBy("source_partition")
        .agg(max("source_offset"))
        .collectAsList()
        .forEach(row -> ends.put(row.getInt(0), row.getLong(1) + 1));
    return Optional.of(ends);
  }

  /** Sums up what the tasks counted. */
  private static final class Tally {
    private final Counts<MessageClass> classes = new Counts<>();
    private final Counts<MessageClass> inBatchView = new Counts<>();
    private final Counts<String> deadLetters = new Counts<>();
    private final Counts<String> removed = new Counts<>();
    private long unknownMeterReadings;
    private long heldRows;
    private long heldDoubled;
    private long heldLetters;

    void addRow(Row row) {
      Instant hour = Instant.ofEpochMilli(row.getLong(0));
      MessageClass kind = MessageClass.valueOf(row.getString(1));
      long number = row.getLong(5);
      classes.add(hour, kind, number);
      if (kind.hasRowInHive() && row.getBoolean(2)) {
        inBatchView.add(hour, kind, number);
      }
      if (kind.isNew() && row.getBoolean(3)) {
        unknownMeterReadings += number;
      }
      if (row.getBoolean(4)) {
        heldRows += number;
        heldDoubled += kind == MessageClass.DOUBLED ? number : 0;
      } else if (kind != MessageClass.DOUBLED) {
        removed.add(hour, kind.name(), number);
      }
    }

    void addLetters(Row row) {
      Instant hour = row.<Instant>getAs("hour");
      long number = row.getAs("number");
      deadLetters.add(hour, row.getAs("reason"), number);
      if (row.<Boolean>getAs("held")) {
        heldLetters += number;
      } else {
        removed.add(hour, row.getAs("reason"), number);
      }
    }
  }
}
