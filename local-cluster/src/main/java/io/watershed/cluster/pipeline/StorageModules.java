package io.watershed.cluster.pipeline;

import io.watershed.core.settings.S3Settings;
import io.watershed.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules whose class paths a layer needs beside its own, because of where the settings keep
 * files and tables. Who keeps them on HDFS is spared the AWS SDK.
 */
final class StorageModules {

  private static final String S3 = "s3-access";

  private StorageModules() {}

  /**
   * The modules by these settings.
   *
   * @throws io.watershed.core.settings.SettingsException if a setting of S3 is not allowed
   */
  static List<String> ofLayers(Settings settings) {
    List<String> modules = new ArrayList<>();
    String catalog = settings.string("master.catalog-type");
    if (S3Settings.from(settings).isPresent() || catalog.equals("glue")) {
      modules.add(S3);
    }
    if (catalog.equals("hive")) {
      modules.add("hive-catalog");
    }
    return modules;
  }
}
