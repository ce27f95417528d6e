package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  @Test
  void defaultsToOneProcessOnLoopbackInUtc() {
    SparkConf conf = SparkSessions.configuration("defaults", Settings.of(Map.of()));
    assertThat(conf.get("spark.app.name")).isEqualTo("defaults");
    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("false");
    assertThat(conf.get("spark.sql.session.timeZone")).isEqualTo("UTC");
    assertThat(conf.get("spark.hadoop.dfs.replication")).isEqualTo("1");
    assertThat(conf.get("spark.sql.catalog.watershed.type")).isEqualTo("hadoop");
    assertThat(conf.get("spark.sql.catalog.watershed.warehouse"))
        .isEqualTo("hdfs://127.0.0.1:8020/watershed/master");
  }

  @Test
  void takesAnotherMasterAndCatalogFromSettings() {
    SparkConf conf =
        SparkSessions.configuration(
            "explicit",
            Settings.of(
                Map.of(
                    "spark.master", "spark://main:7077",
                    "spark.ui", "true",
                    "master.catalog-type", "rest",
                    "master.warehouse", "s3a://lake/master",
                    "master.catalog-properties.uri", "http://catalog:8181")));
    assertThat(conf.get("spark.master")).isEqualTo("spark://main:7077");
    assertThat(conf.contains("spark.driver.bindAddress")).isFalse();
    assertThat(conf.get("spark.ui.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.sql.catalog.watershed.type")).isEqualTo("rest");
    assertThat(conf.get("spark.sql.catalog.watershed.uri")).isEqualTo("http://catalog:8181");
  }

  @Test
  void knowsNothingOfS3WhereNothingLiesThere() {
    SparkConf conf = SparkSessions.configuration("hdfs", Settings.of(Map.of()));
    assertThat(conf.getAll()).noneMatch(pair -> (pair._1 + pair._2).contains("s3"));
    assertThat(conf.contains("spark.sql.sources.commitProtocolClass")).isFalse();
    assertThat(conf.contains("spark.sql.catalog.watershed.io-impl")).isFalse();
  }

  @Test
  void reachesS3AsTheSettingsSayAndRenamesNothingThere() {
    SparkConf conf =
        SparkSessions.configuration(
            "s3",
            Settings.of(
                Map.of(
                    "hdfs.root", "s3a://lake/watershed",
                    "s3.endpoint", "http://127.0.0.1:9000",
                    "s3.path-style-access", "true")));
    assertThat(conf.get("spark.hadoop.fs.s3a.endpoint")).isEqualTo("http://127.0.0.1:9000");
    assertThat(conf.get("spark.hadoop.fs.s3a.path.style.access")).isEqualTo("true");
    assertThat(conf.get("spark.hadoop.fs.s3a.committer.name")).isEqualTo("magic");
    assertThat(conf.get("spark.sql.catalog.watershed.warehouse"))
        .isEqualTo("s3a://lake/watershed/master");
    assertThat(conf.get("spark.sql.catalog.watershed.io-impl"))
        .isEqualTo("org.apache.iceberg.hadoop.HadoopFileIO");
  }

  @Test
  void rejectsCatalogTypeItDoesNotKnow() {
    assertThatThrownBy(
            () ->
                SparkSessions.configuration(
                    "rejected", Settings.of(Map.of("master.catalog-type", "nessie"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.master.catalog-type = nessie is not allowed: it must be one of"
                + " hadoop, hive, rest and glue");
  }
}
