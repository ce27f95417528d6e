package io.watershed.spark;

import io.watershed.core.contract.Table;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.contract.master.DeadLetters;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the master dataset: every message is a row of exactly one of the readings, the
 * observations and the dead letters, and no row is ever changed. Beside them stands the weather of
 * cities, which is computed from observations. Timestamps are instants. {@code
 * core.contract.master} declares the columns; a table of an older version stays as it is and gets
 * those that it lacks at its end, so that rows must be written by the names of their columns.
 */
public final class MasterDataset {

  /** The Spark catalog that holds the tables. */
  public static final String CATALOG = "watershed";

  private static final Logger LOG = LoggerFactory.getLogger(MasterDataset.class);

  /**
   * A partition for each city would have every run open, and leave, a file for each of a thousand.
   */
  private static final int CITY_BUCKETS = 16;

  /** How often a table is altered anew when others write to it meanwhile. */
  private static final int ATTEMPTS = 5;

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
    return name(Readings.TABLE);
  }

  /** The whole name of the observations table. */
  public String observations() {
    return name(Observations.TABLE);
  }

  /** The whole name of the table of the weather of cities. */
  public String weatherByCity() {
    return name(CityWeather.TABLE);
  }

  /** The whole name of the dead letters table. */
  public String deadLetters() {
    return name(DeadLetters.TABLE);
  }

  private String name(Table table) {
    return namespace + "." + table.name();
  }

  /** Creates the tables that do not exist yet, and adds the columns that older ones lack. */
  public void createIfAbsent(SparkSession spark) {
    spark.sql("CREATE NAMESPACE IF NOT EXISTS " + namespace);
    create(spark, Readings.TABLE, Readings.LOCAL_DATE.name());
    create(spark, Observations.TABLE, Observations.LOCAL_DATE.name());
    create(
        spark, CityWeather.TABLE, "bucket(" + CITY_BUCKETS + ", " + CityWeather.CITY.name() + ")");
    create(spark, DeadLetters.TABLE, "days(" + DeadLetters.ARRIVAL_TIME.name() + ")");
  }

  private void create(SparkSession spark, Table table, String partitioning) {
    String name = name(table);
    if (spark.catalog().tableExists(name)) {
      addMissingColumns(spark, name, SparkSchemas.of(table));
      return;
    }
    spark.sql(
        "CREATE TABLE IF NOT EXISTS "
            + name
            + " ("
            + SparkSchemas.of(table).toDDL()
            + ") USING iceberg PARTITIONED BY ("
            + partitioning
            + ") TBLPROPERTIES ("
            + TABLE_PROPERTIES
            + ")");
  }

  /**
   * Gives a table the columns that it lacks, at its end; rows written before read as null there.
   */
  static void addMissingColumns(SparkSession spark, String name, StructType columns) {
    for (int attempt = 1; true; attempt++) {
      StructType missing = missing(spark, name, columns);
      if (missing.isEmpty()) {
        return;
      }
      try {
        spark.sql("ALTER TABLE " + name + " ADD COLUMNS (" + missing.toDDL() + ")");
        LOG.info("{} has new columns: {}", name, missing.toDDL());
      } catch (Exception conflict) {
        // Another process may append rows at the same time, or add the very same columns.
        if (attempt == ATTEMPTS) {
          throw conflict;
        }
        LOG.debug("{} cannot be altered, attempt {}", name, attempt, conflict);
      }
    }
  }

  private static StructType missing(SparkSession spark, String name, StructType columns) {
    Set<String> present = new HashSet<>(Arrays.asList(spark.table(name).schema().fieldNames()));
    return new StructType(
        Arrays.stream(columns.fields())
            .filter(column -> !present.contains(column.name()))
            .toArray(StructField[]::new));
  }
}
