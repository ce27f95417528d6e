package io.watershed.batch.reconcile;

import io.watershed.core.settings.Settings;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts one stream in all places: Kafka and Hive once, the master dataset and the speed layer as
 * often as it is asked.
 */
final class StreamCensus {

  private static final Logger LOG = LoggerFactory.getLogger(StreamCensus.class);

  /**
   * One comparison.
   *
   * @param behind whether a layer has not yet taken all that Kafka holds
   */
  record Look(Report report, boolean behind) {}

  private final Settings settings;
  private final RawStream stream;
  private final Instant began;
  private final KafkaCensus kafkaCensus;
  private final SpeedCensus speedCensus;
  private final OffsetRanges ranges;
  private final CompletableFuture<HiveCensus.Result> hive;
  private Counts<Integer> kafka = new Counts<>();

  private StreamCensus(Settings settings, RawStream stream, Instant began) {
    this.settings = settings;
    this.stream = stream;
    this.began = began;
    this.kafkaCensus = KafkaCensus.from(settings, stream);
    this.speedCensus = SpeedCensus.from(settings, stream);
    this.ranges = kafkaCensus.ranges();
    // Hive starts an engine of its own for the count, which takes as long as Spark's start.
    this.hive = CompletableFuture.supplyAsync(() -> HiveCensus.from(settings, stream).count());
  }

  /**
   * Notes how far the stream reaches now; what arrives later belongs to the next reconciliation.
   *
   * @throws PlaceAwayException if Kafka does not answer or has no such topic
   */
  static StreamCensus begin(Settings settings, RawStream stream, Instant began) {
    return new StreamCensus(settings, stream, began);
  }

  boolean isMeters() {
    return stream == RawStream.METERS;
  }

  /** Counts the messages that Kafka holds. */
  void countKafka(SparkSession spark) {
    kafka = kafkaCensus.count(spark, ranges);
    LOG.info("Kafka holds {} messages of {}", kafka.total(), stream.title());
  }

  /**
   * Compares.
   *
   * @throws PlaceAwayException if the master dataset cannot be read
   */
  Look look(SparkSession spark) {
    MasterCensus.Result master = master(spark);
    SpeedCensus.Result speed = speedCensus.count();
    boolean quiet = kafkaCensus.ranges().ends().equals(ranges.ends());
    Report report =
        Reconciliation.compare(
            new Reconciliation.Input(
                stream,
                kafka,
                master,
                hive.join(),
                speed,
                quiet ? Optional.empty() : Optional.of(Reconciliation.hourOf(began))));
    return new Look(
        report,
        report.behind() > 0 || speed.counts().total(SpeedCensus.MESSAGES) < report.total().kafka());
  }

  private MasterCensus.Result master(SparkSession spark) {
    try {
      return MasterCensus.from(spark, settings, stream).count(ranges, hive.join().batchSnapshot());
    } catch (PlaceAwayException known) {
      throw known;
    } catch (RuntimeException problem) {
      LOG.debug("the master dataset cannot be read", problem);
      throw new PlaceAwayException("the master dataset cannot be read", problem);
    }
  }
}
