package io.watershed.batch.reconcile;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.Topic;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import io.watershed.spark.MasterDataset;
import java.time.LocalDateTime;

/** The streams of raw messages that are reconciled, each from its topic to its tables. */
enum RawStream {
  /** Readings of the meters. */
  METERS(
      "meters",
      "readings",
      Topic.METER_READINGS,
      MeterReadings.ARRIVAL_TIME,
      BatchRuns.SNAPSHOT_ID,
      BatchRuns.MODE) {
    @Override
    String table(MasterDataset dataset) {
      return dataset.readings();
    }

    @Override
    org.apache.spark.sql.Column series() {
      return concat(col(Readings.METER_ID), lit("|"), col(Readings.MEASUREMENT));
    }

    @Override
    org.apache.spark.sql.Column elements() {
      return lit(1);
    }

    @Override
    org.apache.spark.sql.Column unknownDevice() {
      return array_contains(col(Readings.QUALITY_FLAGS), QualityFlag.UNKNOWN_METER.name());
    }
  },
  /** Observations of the stations. */
  STATIONS(
      "stations",
      "observations",
      Topic.STATION_OBSERVATIONS,
      StationObservations.ARRIVAL_TIME,
      BatchRuns.STATION_SNAPSHOT_ID,
      BatchRuns.STATION_MODE) {
    @Override
    String table(MasterDataset dataset) {
      return dataset.observations();
    }

    @Override
    org.apache.spark.sql.Column series() {
      return col(Observations.STATION_ID);
    }

    @Override
    org.apache.spark.sql.Column elements() {
      org.apache.spark.sql.Column mask = lit(0);
      for (Element element : Element.values()) {
        mask =
            mask.plus(
                when(col(Observations.ELEMENTS.get(element)).isNotNull(), 1 << element.ordinal())
                    .otherwise(0));
      }
      return mask;
    }

    @Override
    org.apache.spark.sql.Column unknownDevice() {
      return lit(false);
    }
  };

  private final String title;
  private final String things;
  private final Topic topic;
  private final Column<LocalDateTime> arrivalColumn;
  private final Column<Long> snapshotColumn;
  private final Column<String> modeColumn;

  RawStream(
      String title,
      String things,
      Topic topic,
      Column<LocalDateTime> arrivalColumn,
      Column<Long> snapshotColumn,
      Column<String> modeColumn) {
    this.title = title;
    this.things = things;
    this.topic = topic;
    this.arrivalColumn = arrivalColumn;
    this.snapshotColumn = snapshotColumn;
    this.modeColumn = modeColumn;
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
    return topic.name(settings);
  }

  /** The table in Hive. */
  Table hiveTable() {
    return switch (this) {
      case METERS -> MeterReadings.TABLE;
      case STATIONS -> StationObservations.TABLE;
    };
  }

  /** The column of that table that says when a row's message arrived. */
  Column<LocalDateTime> arrivalColumn() {
    return arrivalColumn;
  }

  /** The column of {@code batch_runs} with the snapshot that a run read of the stream's table. */
  Column<Long> snapshotColumn() {
    return snapshotColumn;
  }

  /** The column of {@code batch_runs} that says which days of the stream a run computed. */
  Column<String> modeColumn() {
    return modeColumn;
  }

  /** The whole name of the table in the master dataset. */
  abstract String table(MasterDataset dataset);

  /** What the identity of a value consists of besides its element and its instant. */
  abstract org.apache.spark.sql.Column series();

  /** The elements that a message has values of, a bit for each. */
  abstract org.apache.spark.sql.Column elements();

  /** Whether no list names the device. */
  abstract org.apache.spark.sql.Column unknownDevice();
}
