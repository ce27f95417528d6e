package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;

import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.HourlySummary;
import io.watershed.spark.RowLayout;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What each station measured in each hour of UTC. */
public final class StationHourView {

  private static final RowLayout LAYOUT = RowLayout.of(StationHourlySummary.TABLE);

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
        .mapPartitions(sums, Encoders.row(LAYOUT.schema()))
        // Those who ask for one element of all stations skip the others.
        .sortWithinPartitions(
            col(StationHourlySummary.UTC_DATE),
            col(StationHourlySummary.ELEMENT),
            col(StationHourlySummary.STATION_ID),
            col(StationHourlySummary.HOUR_START_TIME));
  }

  private static List<Row> rows(List<CheckedObservation> observations) {
    List<Row> rows = new ArrayList<>();
    String id = observations.get(0).observation().station().id();
    String kind = observations.get(0).observation().station().kind().wireName();
    for (HourlySummary hour : HourlySummary.of(observations)) {
      LocalDateTime start = Times.utc(hour.hourStartMillis());
      rows.add(
          LAYOUT
              .values()
              .set(StationHourlySummary.STATION_ID, id)
              .set(StationHourlySummary.KIND, kind)
              .set(StationHourlySummary.HOUR_START_TIME, start)
              .set(StationHourlySummary.ELEMENT, hour.element().wireName())
              .set(StationHourlySummary.VALUE_COUNT, hour.valueCount())
              .set(StationHourlySummary.MINIMUM, DayRow.orNull(hour.minimum()))
              .set(StationHourlySummary.MAXIMUM, DayRow.orNull(hour.maximum()))
              .set(StationHourlySummary.MEAN, DayRow.orNull(hour.mean()))
              .set(StationHourlySummary.LAST_VALUE, DayRow.orNull(hour.last()))
              .set(StationHourlySummary.EXCLUDED_COUNT, hour.excludedCount())
              .set(StationHourlySummary.START_VALUE, DayRow.orNull(hour.atStart()))
              .set(StationHourlySummary.UTC_DATE, start.toLocalDate())
              .row());
    }
    return rows;
  }
}
