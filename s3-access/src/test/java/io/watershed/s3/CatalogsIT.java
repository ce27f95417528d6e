package io.watershed.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.MetastoreServer;
import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The master dataset on S3 in each kind of catalog but {@code hadoop}, by the settings alone:
 * tables are made, appended to twice, read, read as they were, and tidied.
 */
class CatalogsIT {

  @TempDir static Path folder;
  private static S3ForTests s3;

  @BeforeAll
  static void start() {
    s3 = new S3ForTests(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  @Test
  void rest() throws Exception {
    Settings server = s3.settings("rest", Map.of());
    try (RestCatalogServer catalog =
        new RestCatalogServer(
            s3.folder("rest/master"),
            SparkSessions.files(SparkSessions.configuration("server", server)))) {
      use("rest", Map.of("master.catalog-properties.uri", catalog.uri()));
      assertThat(catalog.requests)
          .containsKeys(
              "POST namespaces",
              "POST namespaces/master/tables",
              "POST namespaces/master/tables/dead_letters");
    }
  }

  @Test
  void hive() throws Exception {
    try (MetastoreServer metastore =
        new MetastoreServer(ProjectHome.ofThisProcess(), folder, s3.settings("hive", Map.of()))) {
      metastore.start();
      use(
          "hive",
          Map.of(
              "master.catalog-properties.uri",
              metastore.address(),
              // The database of the test's metastore has no tables for locks; one of Hive 4 needs
              // none, it compares the version that a commit expects.
              "spark.properties.spark.hadoop.iceberg.engine.hive.lock-enabled",
              "false"));
    }
  }

  /** Against something that answers as AWS Glue is described to; AWS itself is not reached. */
  @Test
  void glue() throws Exception {
    try (GlueStub glue = new GlueStub()) {
      use(
          "glue",
          Map.of(
              "master.catalog-properties.glue.endpoint",
              glue.endpoint(),
              "master.catalog-properties.client.region",
              "eu-west-1"));
      assertThat(glue.operations)
          .contains("CreateDatabase", "CreateTable", "GetTable", "UpdateTable");
      assertThat(glue.signatures)
          .allSatisfy(
              signature ->
                  assertThat(signature)
                      .contains("Credential=watershed/")
                      .contains("/eu-west-1/glue/"));
    }
  }

  private static void use(String type, Map<String, String> own) throws IOException {
    Map<String, String> more = new HashMap<>(Map.of("master.catalog-type", type));
    more.putAll(own);
    Settings settings = s3.settings(type, more);
    try (SparkSession spark = SparkSessions.create("catalog-" + type, settings)) {
      MasterDataset dataset = MasterDataset.from(settings);
      dataset.createIfAbsent(spark);
      dataset.createIfAbsent(spark);
      String letters = dataset.deadLetters();
      append(spark, letters, 1);
      append(spark, letters, 2);
      assertThat(offsets(spark, "SELECT source_offset FROM " + letters)).containsExactly(1L, 2L);
      List<Row> snapshots =
          spark.sql("SELECT snapshot_id FROM " + letters + ".snapshots").collectAsList();
      assertThat(snapshots).hasSize(2);
      assertThat(
              offsets(
                  spark,
                  "SELECT source_offset FROM "
                      + letters
                      + " VERSION AS OF "
                      + snapshots.get(0).getLong(0)))
          .containsExactly(1L);
      spark.sql(
          "CALL "
              + MasterDataset.CATALOG
              + ".system.rewrite_data_files(table => '"
              + letters.substring(MasterDataset.CATALOG.length() + 1)
              + "', options => map('min-input-files', '2'))");
      assertThat(spark.table(letters + ".files").count()).isEqualTo(1);
      assertThat(spark.table(letters + ".files").first().<String>getAs("file_path"))
          .startsWith(s3.folder(type + "/master"));
    }
  }

  private static void append(SparkSession spark, String letters, int offset) {
    spark.sql(
        "INSERT INTO "
            + letters
            + " VALUES ('t', 0, "
            + offset
            + ", TIMESTAMP '2026-01-01 00:00:00', X'00', X'00', 'NOT_JSON', 'd')");
  }

  private static List<Long> offsets(SparkSession spark, String query) {
    List<Long> offsets = new ArrayList<>();
    spark.sql(query).collectAsList().forEach(row -> offsets.add(row.getLong(0)));
    offsets.sort(null);
    return offsets;
  }
}
