package io.watershed.spark;

import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Makes the Spark session of a layer, with the catalog of the master dataset in it. */
public final class SparkSessions {

  private static final Set<String> CATALOG_TYPES = Set.of("hadoop", "hive", "rest", "glue");

  private SparkSessions() {}

  /**
   * The session of this process, by the settings {@code spark.*} and {@code master.*}. What
   * spark-submit or a system property {@code spark.*} says wins over the settings; the session's
   * time zone is always UTC, and rows hold {@link java.time.Instant} and {@link
   * java.time.LocalDate}.
   *
   * @throws SettingsException if a setting is not allowed
   */
  public static SparkSession create(String applicationName, Settings settings) {
    SparkConf conf = configuration(applicationName, settings);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * What {@link #create} makes a session of.
   *
   * @throws SettingsException if a setting is not allowed
   */
  public static SparkConf configuration(String applicationName, Settings settings) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", applicationName);
    conf.setIfMissing("spark.master", settings.string("spark.master"));
    if (conf.get("spark.master").startsWith("local")) {
      // One process needs no address that others can reach.
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
    }
    conf.setIfMissing("spark.ui.enabled", String.valueOf(settings.flag("spark.ui")));
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing(
        "spark.sql.shuffle.partitions",
        String.valueOf(settings.integer("spark.shuffle-partitions", 1, 10_000)));
    for (Map.Entry<String, String> property : settings.texts("spark.properties").entrySet()) {
      conf.setIfMissing(property.getKey(), property.getValue());
    }
    // Timestamps are instants everywhere; no table or query may depend on a machine's zone.
    conf.set("spark.sql.session.timeZone", "UTC");
    // Rows hold Instant and LocalDate: java.sql.Date would go through the machine's zone.
    conf.set("spark.sql.datetime.java8API.enabled", "true");
    conf.set("spark.sql.extensions", IcebergSparkSessionExtensions.class.getName());
    addCatalog(conf, settings);
    S3Sessions.configure(conf, settings);
    return conf;
  }

  /**
   * What files of a session with this configuration are read and written with; for those who cannot
   * wait for the session.
   */
  public static Configuration files(SparkConf conf) {
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  private static void addCatalog(SparkConf conf, Settings settings) {
    String type = settings.string("master.catalog-type");
    if (!CATALOG_TYPES.contains(type)) {
      throw new SettingsException(
          "watershed.master.catalog-type", type, "one of hadoop, hive, rest and glue");
    }
    String prefix = "spark.sql.catalog." + MasterDataset.CATALOG;
    conf.set(prefix, SparkCatalog.class.getName());
    conf.set(prefix + ".type", type);
    conf.set(prefix + ".warehouse", settings.string("master.warehouse"));
    // Another process commits to the same tables; a cached table would show its past.
    conf.set(prefix + ".cache-enabled", "false");
    if (S3Settings.isS3(settings.string("master.warehouse"))) {
      // The same client, address and credentials as for every other file; what rest and glue would
      // take instead knows none of them.
      conf.set(prefix + ".io-impl", HadoopFileIO.class.getName());
    }
    if (type.equals("glue")) {
      // Iceberg's usual one is of a newer AWS SDK than that of Hadoop's S3A.
      conf.set(prefix + ".http-client.type", "urlconnection");
    }
    for (Map.Entry<String, String> property :
        settings.texts("master.catalog-properties").entrySet()) {
      conf.set(prefix + "." + property.getKey(), property.getValue());
    }
  }
}
