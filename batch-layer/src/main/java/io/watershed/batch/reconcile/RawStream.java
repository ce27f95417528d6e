package io.watershed.batch.reconcile;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.quality.QualityFlag;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import io.watershed.spark.MasterDataset;
import org.apache.spark.sql.Column;

/** The streams of raw messages that are reconciled, each from its topic to its tables. */
enum RawStream {
  /** Readings of the meters. */
  METERS("meters", "readings", "meter-readings", "meter_readings", "") {
    @Override
    String table(MasterDataset dataset) {
      return dataset.readings();
    }

    @Override
    Column series() {
      return concat(col("meter_id"), lit("|"), col("measurement"));
    }

    @Override
    Column elements() {
      return lit(1);
    }

    @Override
    Column unknownDevice() {
      return array_contains(col("quality_flags"), QualityFlag.UNKNOWN_METER.name());
    }
  },
  /** Observations of the stations. */
  STATIONS("stations", "observations", "station-observations", "station_observations", "station_") {
    @Override
    String table(MasterDataset dataset) {
      return dataset.observations();
    }

    @Override
    Column series() {
      return col("station_id");
    }

    @Override
    Column elements() {
      Column mask = lit(0);
      for (Element element : Element.values()) {
        mask =
            mask.plus(
                when(col(element.wireName()).isNotNull(), 1 << element.ordinal()).otherwise(0));
      }
      return mask;
    }

    @Override
    Column unknownDevice() {
      return lit(false);
    }
  };

  private final String title;
  private final String things;
  private final String topicKey;
  private final String hiveTable;
  private final String prefix;

  RawStream(String title, String things, String topicKey, String hiveTable, String prefix) {
    this.title = title;
    this.things = things;
    this.topicKey = topicKey;
    this.hiveTable = hiveTable;
    this.prefix = prefix;
  }

  /** Whose messages they are. */
  String title() {
    return title;
  }

  /** What the messages become; its table in the master dataset is named by it. */
  String things() {
    return things;
  }

  /** The topic. */
  String topic(Settings settings) {
    return settings.string("kafka.topics." + topicKey);
  }

  /** The table in Hive, without its database. */
  String hiveTable() {
    return hiveTable;
  }

  /** The column of {@code batch_runs} with the snapshot that a run read of the stream's table. */
  String snapshotColumn() {
    return prefix + "snapshot_id";
  }

  /** The column of {@code batch_runs} that says which days of the stream a run computed. */
  String modeColumn() {
    return prefix + "mode";
  }

  /** The whole name of the table in the master dataset. */
  abstract String table(MasterDataset dataset);

  /** What the identity of a value consists of besides its element and its instant. */
  abstract Column series();

  /** The elements that a message has values of, a bit for each. */
  abstract Column elements();

  /** Whether no list names the device. */
  abstract Column unknownDevice();
}
