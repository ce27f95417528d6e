package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.station.ObservationFlag;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The believed weather of cities, as rows of the master dataset's {@code weather_by_city}. */
public final class CityWeatherView {

  private CityWeatherView() {}

  /**
   * The rows of observations whose station tells a city's weather.
   *
   * @param computed rows as {@link ObservationView#of} gives them
   */
  public static Dataset<Row> of(Dataset<Row> computed) {
    Map<io.watershed.core.contract.Column<?>, Column> known = new HashMap<>();
    known.put(CityWeather.EVENT_TIME, timestamp_millis(col(Computed.EPOCH_MILLIS)));
    CityWeather.ELEMENTS.values().forEach(element -> known.put(element, believed(element)));
    return computed.where(col(CityWeather.CITY).isNotNull()).select(cols(CityWeather.TABLE, known));
  }

  private static Column believed(io.watershed.core.contract.Column<Double> element) {
    Column[] excluding =
        Arrays.stream(ObservationFlag.values())
            .filter(ObservationFlag::excludes)
            .map(flag -> lit(element.name() + ":" + flag.name()))
            .toArray(Column[]::new);
    return when(
        not(arrays_overlap(col(StationObservations.QUALITY_FLAGS), array(excluding))),
        col(element));
  }
}
