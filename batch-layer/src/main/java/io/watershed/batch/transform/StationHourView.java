package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.HourlySummary;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** What each station measured in each hour of UTC. */
public final class StationHourView {

  private static final StructType COMPUTED =
      new StructType()
          .add("station_id", StringType)
          .add("kind", StringType)
          .add("start_millis", LongType)
          .add("element", StringType)
          .add("value_count", LongType)
          .add("minimum", DoubleType)
          .add("maximum", DoubleType)
          .add("mean", DoubleType)
          .add("last_value", DoubleType)
          .add("excluded_count", LongType)
          .add("start_value", DoubleType);

  private StationHourView() {}

  /**
   * The rows of Hive's {@code station_hourly_summary}.
   *
   * @param observations rows with {@link JudgedRows#columns}, of whole hours
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> of(Dataset<Row> observations, int partitions) {
    MapPartitionsFunction<Row, Row> sums = rows -> JudgedRows.each(rows, StationHourView::rows);
    return JudgedRows.byStation(observations, partitions)
        .mapPartitions(sums, Encoders.row(COMPUTED))
        .select(
            col("station_id"),
            col("kind"),
            Times.wallClockOfMillis("start_millis").as("hour_start_time"),
            col("element"),
            col("value_count"),
            col("minimum"),
            col("maximum"),
            col("mean"),
            col("last_value"),
            col("excluded_count"),
            col("start_value"),
            Times.wallClockOfMillis("start_millis").cast(DateType).as("utc_date"))
        // Those who ask for one element of all stations skip the others.
        .sortWithinPartitions("utc_date", "element", "station_id", "hour_start_time");
  }

  private static List<Row> rows(List<CheckedObservation> observations) {
    List<Row> rows = new ArrayList<>();
    String id = observations.get(0).observation().station().id();
    String kind = observations.get(0).observation().station().kind().wireName();
    for (HourlySummary hour : HourlySummary.of(observations)) {
      rows.add(
          RowFactory.create(
              id,
              kind,
              hour.hourStartMillis(),
              hour.element().wireName(),
              hour.valueCount(),
              DayRow.orNull(hour.minimum()),
              DayRow.orNull(hour.maximum()),
              DayRow.orNull(hour.mean()),
              DayRow.orNull(hour.last()),
              hour.excludedCount(),
              DayRow.orNull(hour.atStart())));
    }
    return rows;
  }
}
