package io.watershed.batch;

import io.watershed.core.contract.Table;
import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSchemas;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A master dataset of the test's own in a folder of its own, and the Spark session that all tests
 * of the JVM share.
 */
public final class LakeFixture implements BeforeEachCallback {

  private final Map<String, String> overrides = new HashMap<>();
  private Shared shared;
  private Path folder;

  @Override
  public void beforeEach(ExtensionContext test) {
    shared =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(LakeFixture.class))
            .getOrComputeIfAbsent(Shared.class, key -> Shared.open(), Shared.class);
    String name =
        test.getRequiredTestClass().getSimpleName() + "_" + test.getRequiredTestMethod().getName();
    folder = shared.folder().resolve(name);
    overrides.putAll(shared.settings());
    overrides.put("master.namespace", name.toLowerCase(Locale.ROOT));
    overrides.put("data-dir", folder.resolve("var").toString());
  }

  /** The session. */
  public SparkSession spark() {
    return shared.spark();
  }

  /** The test's own folder, which does not exist yet. */
  public Path folder() {
    return folder;
  }

  /** The settings of the test, to be changed before they are asked for. */
  public Map<String, String> overrides() {
    return overrides;
  }

  /** The settings as they are now. */
  public Settings settings() {
    return Settings.of(overrides);
  }

  /** The test's own dataset, whose tables do not exist yet. */
  public MasterDataset dataset() {
    return MasterDataset.from(settings());
  }

  /** Appends rows to a table of a master dataset, by its whole name, as one commit and one file. */
  public static void append(SparkSession spark, String name, Table table, List<Row> rows) {
    try {
      spark.createDataFrame(rows, SparkSchemas.of(table)).coalesce(1).writeTo(name).append();
    } catch (NoSuchTableException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** What lasts until the last test. */
  private record Shared(Path folder, Map<String, String> settings, SparkSession spark)
      implements AutoCloseable {

    static Shared open() {
      Path folder;
      try {
        folder = Files.createTempDirectory("lake");
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
      Map<String, String> settings =
          Map.of(
              "spark.master",
              "local[2]",
              "spark.shuffle-partitions",
              "2",
              "spark.properties.\"spark.hadoop.fs.file.impl\"",
              UnguardedFiles.class.getName(),
              "master.warehouse",
              folder.resolve("master").toUri().toString());
      SparkSession spark = SparkSessions.create("batch-layer-test", Settings.of(settings));
      // Compiling code and planning anew for a few rows takes longer than the rows; the test with
      // real servers does both.
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      spark.conf().set("spark.sql.codegen.wholeStage", "false");
      spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
      return new Shared(folder, settings, spark);
    }

    @Override
    public void close() {
      spark.stop();
      FileUtil.fullyDelete(folder.toFile());
    }
  }
}
