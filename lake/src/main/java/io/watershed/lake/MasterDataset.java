package io.watershed.lake;

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
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The two tables of the master dataset: every message is a row of exactly one of them, and no row
 * is ever changed. Timestamps are instants.
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
   * Columns of the dead letters table, which is partitioned by the day of {@code arrival_time} in
   * UTC: key and message verbatim, and why the message is no reading.
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

  /** The whole name of the dead letters table. */
  public String deadLetters() {
    return namespace + ".dead_letters";
  }

  /** Creates the tables that do not exist yet. */
  public void createIfAbsent(SparkSession spark) {
    spark.sql("CREATE NAMESPACE IF NOT EXISTS " + namespace);
    create(spark, readings(), READING_COLUMNS, "local_date");
    create(spark, deadLetters(), DEAD_LETTER_COLUMNS, "days(arrival_time)");
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
