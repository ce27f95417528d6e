package io.watershed.batch.run;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.spark.SparkSchemas;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Iceberg table of the weather of cities. Rows of the same city, station and instant are
 * replaced when they changed; adding the same rows again commits nothing, so that every snapshot is
 * one in which something did change.
 */
final class CityWeatherStore {

  private static final String ADDED = "watershed_city_weather";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String TIME = CityWeather.EVENT_TIME.name();
  private static final List<String> KEY =
      List.of(CityWeather.CITY.name(), CityWeather.STATION_ID.name(), TIME);
  private static final List<String> COLUMNS =
      CityWeather.TABLE.columns().stream().map(Column::name).toList();

  private final SparkSession spark;
  private final String table;

  /**
   * The weather of cities.
   *
   * @param table the whole name of the table
   */
  CityWeatherStore(SparkSession spark, String table) {
    this.spark = spark;
    this.table = table;
  }

  /**
   * Adds rows.
   *
   * @param rows with the columns of {@link CityWeather}; each city, station and instant once
   */
  void add(Dataset<Row> rows) {
    Row times = rows.agg(min(col(TIME)).as(FIRST), max(col(TIME)).as(LAST)).first();
    Instant first = times.getAs(FIRST);
    if (first == null) {
      return;
    }
    // So that the files of other times need not be read.
    String between =
        TIME + " BETWEEN TIMESTAMP '" + first + "' AND TIMESTAMP '" + times.getAs(LAST) + "'";
    // Computed once, here: a view of a plan that reads the table cannot be merged into it.
    Dataset<Row> changed =
        rows.except(spark.table(table).where(between).select(SparkSchemas.cols(CityWeather.TABLE)))
            .localCheckpoint();
    if (changed.isEmpty()) {
      return;
    }
    changed.createOrReplaceTempView(ADDED);
    try {
      spark.sql(merge(between));
    } finally {
      spark.catalog().dropTempView(ADDED);
    }
  }

  private String merge(String between) {
    return "MERGE INTO "
        + table
        + " t USING "
        + ADDED
        + " s ON t."
        + between
        + KEY.stream().map(name -> " AND t." + name + " = s." + name).collect(Collectors.joining())
        // By name: the table may have columns beyond these.
        + COLUMNS.stream()
            .map(name -> "t." + name + " = s." + name)
            .collect(Collectors.joining(", ", " WHEN MATCHED THEN UPDATE SET ", ""))
        + " WHEN NOT MATCHED THEN INSERT ("
        + String.join(", ", COLUMNS)
        + ") VALUES ("
        + COLUMNS.stream().map(name -> "s." + name).collect(Collectors.joining(", "))
        + ")";
  }
}
