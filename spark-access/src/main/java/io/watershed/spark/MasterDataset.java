package io.watershed.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.station.Element;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of the master dataset: every message is a row of exactly one of the readings, the
 * observations and the dead letters, and no row is ever changed. Beside them stands the weather of
 * cities, which is computed from observations. Timestamps are instants.
 */
public final class MasterDataset {

  /** The Spark catalog that holds the tables. */
  public static final String CATALOG = "watershed";

  /**
   * Columns of the readings table, which is partitioned by {@code local_date}: {@code measurement}
   * is the canonical name, {@code value} is in {@code unit}, {@code interval_seconds} is the time a
   * flow covers, and {@code raw} is the message verbatim.
   */
  public static final StructType READING_COLUMNS =
      new StructType()
          .add("meter_id", StringType)
          .add("event_time", TimestampType)
          .add("local_date", DateType)
          .add("measurement", StringType)
          .add("value", DoubleType)
          .add("unit", StringType)
          .add("interval_seconds", IntegerType)
          .add("meter_type", StringType)
          .add("suburb", StringType)
          .add("postcode", IntegerType)
          .add("usage_type", StringType)
          .add("time_zone", StringType)
          .add("quality_flags", createArrayType(StringType))
          .add("source_topic", StringType)
          .add("source_partition", IntegerType)
          .add("source_offset", LongType)
          .add("arrival_time", TimestampType)
          .add("raw", StringType);

  /**
   * Columns of the observations table, which is partitioned by {@code local_date}: a row is what a
   * station measured at one instant, with a column for each {@link Element}, null where it was not
   * measured. {@code quality_flags} are those of the rules that look at one message, each {@code
   * element:FLAG}; {@code raw} is the message verbatim.
   */
  public static final StructType OBSERVATION_COLUMNS =
      withElements(
              new StructType()
                  .add("station_id", StringType)
                  .add("event_time", TimestampType)
                  .add("local_date", DateType)
                  .add("kind", StringType)
                  .add("source", StringType)
                  .add("name", StringType)
                  .add("latitude", DoubleType)
                  .add("longitude", DoubleType)
                  .add("elevation", DoubleType)
                  .add("province", StringType)
                  .add("city", StringType)
                  .add("time_zone", StringType)
                  .add("downstream", StringType)
                  .add("high_water", DoubleType),
              EnumSet.allOf(Element.class))
          .add("quality_flags", createArrayType(StringType))
          .add("source_topic", StringType)
          .add("source_partition", IntegerType)
          .add("source_offset", LongType)
          .add("arrival_time", TimestampType)
          .add("raw", StringType);

  private static final int CITY_BUCKETS = 16;

  /**
   * Columns of the weather of cities, which is partitioned by {@code city} in {@value
   * #CITY_BUCKETS} buckets: the believed values of one instant, and what is derived from them, °C.
   * A partition for each city would have every run open, and leave, a file for each of a thousand.
   */
  public static final StructType CITY_WEATHER_COLUMNS =
      withElements(
              new StructType()
                  .add("city", StringType)
                  .add("station_id", StringType)
                  .add("event_time", TimestampType)
                  .add("province", StringType)
                  .add("source", StringType),
              EnumSet.range(Element.AIR_TEMP, Element.SNOW_DEPTH))
          .add("feels_like", DoubleType)
          .add("wind_chill", DoubleType)
          .add("heat_index", DoubleType)
          .add("humidex", DoubleType);

  /**
   * Columns of the dead letters table, which is partitioned by the day of {@code arrival_time} in
   * UTC: key and message verbatim, and why the message is neither a reading nor an observation.
   */
  public static final StructType DEAD_LETTER_COLUMNS =
      new StructType()
          .add("source_topic", StringType)
          .add("source_partition", IntegerType)
          .add("source_offset", LongType)
          .add("arrival_time", TimestampType)
          .add("message_key", BinaryType)
          .add("raw", BinaryType)
          .add("reason", StringType)
          .add("detail", StringType);

  /**
   * Files gather the rows of one partition, whatever the number of tasks, so that a commit adds few
   * files; old metadata files go with the commit that replaces them; commits that meet those of a
   * compaction try again.
   */
  private static final String TABLE_PROPERTIES =
      """
      'format-version' = '2',
      'write.distribution-mode' = 'hash',
      'write.parquet.compression-codec' = 'zstd',
      'write.metadata.delete-after-commit.enabled' = 'true',
      'write.metadata.previous-versions-max' = '20',
      'commit.retry.num-retries' = '20'
      """;

  private final String namespace;

  private MasterDataset(String namespace) {
    this.namespace = namespace;
  }

  /**
   * The master dataset of the setting {@code master.namespace}.
   *
   * @throws SettingsException if the namespace is not a plain name
   */
  public static MasterDataset from(Settings settings) {
    String name = settings.string("master.namespace");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new SettingsException(
          "watershed.master.namespace", name, "a name of a-z, 0-9 and _ that starts with a letter");
    }
    return new MasterDataset(CATALOG + "." + name);
  }

  /** The whole name of the readings table. */
  public String readings() {
    return namespace + ".meter_readings";
  }

  /** The whole name of the observations table. */
  public String observations() {
    return namespace + ".station_observations";
  }

  /** The whole name of the table of the weather of cities. */
  public String weatherByCity() {
    return namespace + ".weather_by_city";
  }

  /** The whole name of the dead letters table. */
  public String deadLetters() {
    return namespace + ".dead_letters";
  }

  /** Creates the tables that do not exist yet. */
  public void createIfAbsent(SparkSession spark) {
    spark.sql("CREATE NAMESPACE IF NOT EXISTS " + namespace);
    create(spark, readings(), READING_COLUMNS, "local_date");
    create(spark, observations(), OBSERVATION_COLUMNS, "local_date");
    create(spark, weatherByCity(), CITY_WEATHER_COLUMNS, "bucket(" + CITY_BUCKETS + ", city)");
    create(spark, deadLetters(), DEAD_LETTER_COLUMNS, "days(arrival_time)");
  }

  private static StructType withElements(StructType columns, Set<Element> elements) {
    StructType all = columns;
    for (Element element : elements) {
      all = all.add(element.wireName(), DoubleType);
    }
    return all;
  }

  private static void create(
      SparkSession spark, String table, StructType columns, String partitioning) {
    if (spark.catalog().tableExists(table)) {
      return;
    }
    spark.sql(
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " ("
            + columns.toDDL()
            + ") USING iceberg PARTITIONED BY ("
            + partitioning
            + ") TBLPROPERTIES ("
            + TABLE_PROPERTIES
            + ")");
  }
}
