package io.watershed.ingestion;

import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.FleetWatch;
import io.watershed.core.quality.Intake;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationIntake;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSchemas;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the streams of this layer: a topic, what its messages mean, and the table of those that
 * mean something. Each has a checkpoint of its own, since Spark does not let a checkpoint's stream
 * take on another topic.
 *
 * @param name the stream's name in logs and figures, such as {@code meters}
 * @param topic the topic it reads
 * @param checkpoint where it keeps its progress, a Hadoop path
 * @param table the whole name of the table
 * @param columns the table's columns
 * @param takers gives, for each micro-batch, what takes its messages
 */
record IngestionStream(
    String name,
    String topic,
    String checkpoint,
    String table,
    StructType columns,
    Function<SparkSession, MessageTaker> takers) {

  private static final Logger LOG = LoggerFactory.getLogger(IngestionStream.class);

  /**
   * The stream of the meters. It looks at the fleet lists before each micro-batch.
   *
   * @throws io.watershed.core.meter.FleetFileException if a fleet list cannot be used
   */
  static IngestionStream meters(Settings settings) {
    IngestionSettings own = IngestionSettings.from(settings);
    return new IngestionStream(
        "meters",
        own.readingsTopic(),
        own.checkpoint(),
        MasterDataset.from(settings).readings(),
        SparkSchemas.of(Readings.TABLE),
        new ReadingTakers(settings));
  }

  /** The stream of the stations. */
  static IngestionStream stations(Settings settings) {
    IngestionSettings own = IngestionSettings.from(settings);
    MessageTaker taker = new ObservationTaker(StationIntake.from(settings));
    return new IngestionStream(
        "stations",
        own.observationsTopic(),
        own.stationCheckpoint(),
        MasterDataset.from(settings).observations(),
        SparkSchemas.of(Observations.TABLE),
        session -> taker);
  }

  /** An intake of meters for each version of the fleet lists. */
  private static final class ReadingTakers implements Function<SparkSession, MessageTaker> {

    private final Settings settings;
    private final FleetWatch fleets;
    private Fleet fleet;
    private MessageTaker taker;

    ReadingTakers(Settings settings) {
      this.settings = settings;
      this.fleets = new FleetWatch(settings);
    }

    @Override
    public MessageTaker apply(SparkSession session) {
      Fleet current = fleets.refresh(LOG::error);
      if (current != fleet) {
        LOG.info("the fleet lists name {} meters", current.size());
        Broadcast<Intake> intake =
            JavaSparkContext.fromSparkContext(session.sparkContext())
                .broadcast(Intake.from(settings, current));
        taker = new ReadingTaker(intake);
        fleet = current;
      }
      return taker;
    }
  }
}
