package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.station.Element;
import io.watershed.core.station.ObservationFlag;
import io.watershed.spark.MasterDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    List<Column> columns = new ArrayList<>();
    for (String name : MasterDataset.CITY_WEATHER_COLUMNS.fieldNames()) {
      Optional<Element> element = Element.ofWireName(name);
      if (name.equals("event_time")) {
        columns.add(timestamp_millis(col("epoch_millis")).as(name));
      } else {
        columns.add(element.map(CityWeatherView::believed).orElse(col(name)));
      }
    }
    return computed.where(col("city").isNotNull()).select(columns.toArray(Column[]::new));
  }

  private static Column believed(Element element) {
    Column[] excluding =
        Arrays.stream(ObservationFlag.values())
            .filter(ObservationFlag::excludes)
            .map(flag -> lit(element.wireName() + ":" + flag.name()))
            .toArray(Column[]::new);
    return when(
            not(arrays_overlap(col("quality_flags"), array(excluding))), col(element.wireName()))
        .as(element.wireName());
  }
}
