package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;

import io.watershed.core.station.Element;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of each station. A run sees the messages of some days only, so it adds what they
 * say to what was known before.
 */
public final class StationMetadataView {

  private static final StructType COLUMNS =
      new StructType()
          .add("station_id", StringType)
          .add("kind", StringType)
          .add("name", StringType)
          .add("latitude", DoubleType)
          .add("longitude", DoubleType)
          .add("elevation", DoubleType)
          .add("province", StringType)
          .add("city", StringType)
          .add("time_zone", StringType)
          .add("downstream", StringType)
          .add("high_water", DoubleType)
          .add("high_water_from", StringType)
          .add("source", StringType)
          .add("first_time", TimestampNTZType)
          .add("last_time", TimestampNTZType)
          .add("observations", LongType);

  /** What messages say of their station. */
  private static final List<String> SAID =
      List.of(
          "kind",
          "name",
          "latitude",
          "longitude",
          "elevation",
          "province",
          "city",
          "time_zone",
          "downstream",
          "high_water",
          "source");

  private static final String OWN = "station";
  private static final String PERCENTILE = "p95";

  private StationMetadataView() {}

  /** The columns of Hive's {@code station_metadata}. */
  public static StructType columns() {
    return COLUMNS;
  }

  /**
   * What messages say of their stations: of each attribute the newest word.
   *
   * @param master rows of the observations table of the master dataset
   */
  public static Dataset<Row> said(Dataset<Row> master) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                max(col("event_time")).cast(TimestampNTZType).as("last_time"),
                min(col("event_time")).cast(TimestampNTZType).as("first_time")));
    for (String name : SAID) {
      columns.add(
          expr("max_by("
                  + name
                  + ", struct(event_time, arrival_time, source_partition, source_offset))"
                  + " FILTER (WHERE "
                  + name
                  + " IS NOT NULL)")
              .as(name));
    }
    return master
        .groupBy("station_id")
        .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  /** How many rows each station has in some days of {@code station_observations}. */
  public static Dataset<Row> counts(Dataset<Row> observations) {
    return observations.groupBy("station_id").agg(count(lit(1)).as("observations"));
  }

  /**
   * The 95th percentile of each gauge's believed levels, by their hourly means.
   *
   * @param hours rows of {@code station_hourly_summary}
   * @param leastDays how many days the first and the last level must lie apart at least
   */
  public static Dataset<Row> highWater(Dataset<Row> hours, int leastDays) {
    return hours
        .where(col("element").equalTo(Element.WATER_LEVEL.wireName()).and(col("value_count").gt(0)))
        .groupBy("station_id")
        .agg(
            expr("percentile(mean, 0.95)").as("p95"),
            max(col("hour_start_time")).as("newest"),
            min(col("hour_start_time")).as("oldest"))
        .where(expr("newest >= oldest + INTERVAL '" + leastDays + "' DAY"))
        .select("station_id", "p95");
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
            "high_water", when(col("high_water_from").equalTo(OWN), col("high_water")));
    Dataset<Row> joined =
        own.as("b")
            .join(said.as("s"), col("b.station_id").equalTo(col("s.station_id")), "full")
            .withColumn("id", coalesce(col("b.station_id"), col("s.station_id")))
            .join(added.as("a"), col("id").equalTo(col("a.station_id")), "left")
            .join(removed.as("r"), col("id").equalTo(col("r.station_id")), "left")
            .join(highWater.as("h"), col("id").equalTo(col("h.station_id")), "left");
    Column newer = col("b.last_time").isNull().or(col("s.last_time").geq(col("b.last_time")));
    List<Column> columns = new ArrayList<>(List.of(col("id").as("station_id")));
    for (String name : COLUMNS.fieldNames()) {
      if (SAID.contains(name)) {
        // What an older message says fills only what was not known.
        columns.add(
            when(newer, coalesce(col("s." + name), col("b." + name)))
                .otherwise(coalesce(col("b." + name), col("s." + name)))
                .as(name));
      }
    }
    columns.add(least(col("b.first_time"), col("s.first_time")).as("first_time"));
    columns.add(greatest(col("b.last_time"), col("s.last_time")).as("last_time"));
    columns.add(
        coalesce(col("b.observations"), lit(0L))
            .plus(coalesce(col("a.observations"), lit(0L)))
            .minus(coalesce(col("r.observations"), lit(0L)))
            .as("observations"));
    columns.add(col("h.p95"));
    Dataset<Row> all =
        joined
            .select(columns.toArray(Column[]::new))
            .withColumn(
                "high_water_from",
                when(col("high_water").isNotNull(), lit(OWN))
                    .when(col("p95").isNotNull(), lit(PERCENTILE)))
            .withColumn("high_water", coalesce(col("high_water"), col("p95")));
    List<Column> ordered = new ArrayList<>();
    for (String name : COLUMNS.fieldNames()) {
      ordered.add(col(name));
    }
    return all.select(ordered.toArray(Column[]::new));
  }
}
