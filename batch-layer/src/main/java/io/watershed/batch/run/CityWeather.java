package io.watershed.batch.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.watershed.spark.MasterDataset;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Iceberg table of the weather of cities. Rows of the same city, station and instant are
 * replaced when they changed; adding the same rows again commits nothing, so that every snapshot is
 * one in which something did change.
 */
final class CityWeather {

  private static final String ADDED = "watershed_city_weather";
  private static final List<String> KEY = List.of("city", "station_id", "event_time");
  private static final List<String> COLUMNS =
      List.of(MasterDataset.CITY_WEATHER_COLUMNS.fieldNames());

  private final SparkSession spark;
  private final String table;

  /**
   * The weather of cities.
   *
   * @param table the whole name of the table
   */
  CityWeather(SparkSession spark, String table) {
    this.spark = spark;
    this.table = table;
  }

  /**
   * Adds rows.
   *
   * @param rows with {@link MasterDataset#CITY_WEATHER_COLUMNS}; each city, station and instant
   *     once
   */
  void add(Dataset<Row> rows) {
    Row times = rows.agg(min(col("event_time")), max(col("event_time"))).first();
    if (times.isNullAt(0)) {
      return;
    }
    // So that the files of other times need not be read.
    String between =
        "event_time BETWEEN TIMESTAMP '"
            + times.<Instant>getAs(0)
            + "' AND TIMESTAMP '"
            + times.<Instant>getAs(1)
            + "'";
    // Computed once, here: a view of a plan that reads the table cannot be merged into it.
    Dataset<Row> changed =
        rows.except(spark.table(table).where(between).select(columns())).localCheckpoint();
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

  private static Column[] columns() {
    return COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
