package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.station.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is known of each station. A run sees the messages of some days only, so it adds what they
 * say to what was known before.
 */
public final class StationMetadataView {

  /** What messages say of their station, in columns that both tables call the same. */
  private static final List<Column<?>> SAID =
      List.of(
          StationMetadata.KIND,
          StationMetadata.NAME,
          StationMetadata.LATITUDE,
          StationMetadata.LONGITUDE,
          StationMetadata.ELEVATION,
          StationMetadata.PROVINCE,
          StationMetadata.CITY,
          StationMetadata.TIME_ZONE,
          StationMetadata.DOWNSTREAM,
          StationMetadata.HIGH_WATER,
          StationMetadata.SOURCE);

  /** What is newer than what: by time, by arrival, by place in Kafka. */
  private static final String AGE =
      Stream.of(
              Observations.EVENT_TIME,
              Observations.ARRIVAL_TIME,
              Observations.SOURCE_PARTITION,
              Observations.SOURCE_OFFSET)
          .map(Column::name)
          .collect(Collectors.joining(", ", "struct(", ")"));

  private static final String STATION_ID = StationMetadata.STATION_ID.name();
  private static final String OWN = "station";
  private static final String PERCENTILE = "p95";
  private static final String COUNT = "count";
  private static final String ID = "id";

  private StationMetadataView() {}

  /**
   * What messages say of their stations: of each attribute the newest word.
   *
   * @param master rows of the observations table of the master dataset
   */
  public static Dataset<Row> said(Dataset<Row> master) {
    List<org.apache.spark.sql.Column> columns =
        new ArrayList<>(
            List.of(
                max(col(Observations.EVENT_TIME))
                    .cast(DataTypes.TimestampNTZType)
                    .as(StationMetadata.LAST_TIME.name()),
                min(col(Observations.EVENT_TIME))
                    .cast(DataTypes.TimestampNTZType)
                    .as(StationMetadata.FIRST_TIME.name())));
    for (Column<?> said : SAID) {
      String name = said.name();
      columns.add(
          expr("max_by(%s, %s) FILTER (WHERE %s IS NOT NULL)".formatted(name, AGE, name)).as(name));
    }
    return master
        .groupBy(STATION_ID)
        .agg(
            columns.get(0),
            columns.subList(1, columns.size()).toArray(org.apache.spark.sql.Column[]::new));
  }

  /** How many rows each station has in some days of {@code station_observations}. */
  public static Dataset<Row> counts(Dataset<Row> observations) {
    return observations.groupBy(STATION_ID).agg(count(lit(1)).as(COUNT));
  }

  /**
   * The 95th percentile of each gauge's believed levels, by their hourly means.
   *
   * @param hours rows of {@code station_hourly_summary}
   * @param leastDays how many days the first and the last level must lie apart at least
   */
  public static Dataset<Row> highWater(Dataset<Row> hours, int leastDays) {
    return hours
        .where(
            col(StationHourlySummary.ELEMENT)
                .equalTo(Element.WATER_LEVEL.wireName())
                .and(col(StationHourlySummary.VALUE_COUNT).gt(0)))
        .groupBy(STATION_ID)
        .agg(
            percentile(col(StationHourlySummary.MEAN), lit(0.95)).as(PERCENTILE),
            max(col(StationHourlySummary.HOUR_START_TIME)).as("newest"),
            min(col(StationHourlySummary.HOUR_START_TIME)).as("oldest"))
        .where(expr("newest >= oldest + INTERVAL '" + leastDays + "' DAY"))
        .select(STATION_ID, PERCENTILE);
  }

  /** The columns of the summaries that {@link #highWater} needs, with the partition's. */
  public static List<Column<?>> summaries() {
    return List.of(
        StationHourlySummary.STATION_ID,
        StationHourlySummary.HOUR_START_TIME,
        StationHourlySummary.ELEMENT,
        StationHourlySummary.VALUE_COUNT,
        StationHourlySummary.MEAN,
        StationHourlySummary.UTC_DATE);
  }

  /**
   * The rows of Hive's {@code station_metadata}.
   *
   * @param before the rows that a run before wrote, of the days before this run's and of their
   *     former state
   * @param said as {@link #said} gives it
   * @param added as {@link #counts} gives them, of the days that this run wrote
   * @param removed the same of the former state of those days
   * @param highWater as {@link #highWater} gives it
   */
  public static Dataset<Row> of(
      Dataset<Row> before,
      Dataset<Row> said,
      Dataset<Row> added,
      Dataset<Row> removed,
      Dataset<Row> highWater) {
    Dataset<Row> own =
        before.withColumn(
            StationMetadata.HIGH_WATER.name(),
            when(
                col(StationMetadata.HIGH_WATER_FROM).equalTo(OWN),
                col(StationMetadata.HIGH_WATER)));
    Dataset<Row> joined =
        own.as("b")
            .join(
                said.as("s"),
                before(StationMetadata.STATION_ID).equalTo(said(StationMetadata.STATION_ID)),
                "full")
            .withColumn(
                ID, coalesce(before(StationMetadata.STATION_ID), said(StationMetadata.STATION_ID)))
            .join(added.as("a"), ofStation("a"), "left")
            .join(removed.as("r"), ofStation("r"), "left")
            .join(highWater.as("h"), ofStation("h"), "left");
    return joined.select(cols(StationMetadata.TABLE, known()));
  }

  private static Map<Column<?>, org.apache.spark.sql.Column> known() {
    Map<Column<?>, org.apache.spark.sql.Column> known = new HashMap<>();
    known.put(StationMetadata.STATION_ID, functions.col(ID));
    SAID.forEach(said -> known.put(said, newest(said)));
    known.put(
        StationMetadata.FIRST_TIME,
        least(before(StationMetadata.FIRST_TIME), said(StationMetadata.FIRST_TIME)));
    known.put(
        StationMetadata.LAST_TIME,
        greatest(before(StationMetadata.LAST_TIME), said(StationMetadata.LAST_TIME)));
    known.put(
        StationMetadata.OBSERVATIONS,
        coalesce(before(StationMetadata.OBSERVATIONS), lit(0L))
            .plus(coalesce(functions.col("a." + COUNT), lit(0L)))
            .minus(coalesce(functions.col("r." + COUNT), lit(0L))));
    org.apache.spark.sql.Column itsOwn = newest(StationMetadata.HIGH_WATER);
    org.apache.spark.sql.Column ofLevels = functions.col("h." + PERCENTILE);
    known.put(StationMetadata.HIGH_WATER, coalesce(itsOwn, ofLevels));
    known.put(
        StationMetadata.HIGH_WATER_FROM,
        when(itsOwn.isNotNull(), lit(OWN)).when(ofLevels.isNotNull(), lit(PERCENTILE)));
    return known;
  }

  /** What an older message says fills only what was not known. */
  private static org.apache.spark.sql.Column newest(Column<?> column) {
    org.apache.spark.sql.Column newer =
        before(StationMetadata.LAST_TIME)
            .isNull()
            .or(said(StationMetadata.LAST_TIME).geq(before(StationMetadata.LAST_TIME)));
    return when(newer, coalesce(said(column), before(column)))
        .otherwise(coalesce(before(column), said(column)));
  }

  private static org.apache.spark.sql.Column ofStation(String alias) {
    return functions.col(ID).equalTo(functions.col(alias + "." + STATION_ID));
  }

  /** What was known before. */
  private static org.apache.spark.sql.Column before(Column<?> column) {
    return functions.col("b." + column.name());
  }

  /** What messages say. */
  private static org.apache.spark.sql.Column said(Column<?> column) {
    return functions.col("s." + column.name());
  }
}
