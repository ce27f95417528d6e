package io.watershed.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageModulesTest {

  @Test
  void areNoneOnHdfs() {
    assertThat(StorageModules.ofLayers(Settings.of(Map.of()))).isEmpty();
  }

  @Test
  void areThoseThatTheSettingsNeed() {
    assertThat(of("hive.warehouse", "s3a://lake/hive")).containsExactly("s3-access");
    assertThat(of("ingestion.checkpoint", "s3a://lake/checkpoint")).containsExactly("s3-access");
    assertThat(of("master.catalog-type", "glue")).containsExactly("s3-access");
    assertThat(of("master.catalog-type", "hive")).containsExactly("hive-catalog");
    assertThat(of("master.catalog-type", "rest")).isEmpty();
  }

  @Test
  void rejectSettingsOfS3BeforeAnythingStarts() {
    assertThatThrownBy(
            () ->
                StorageModules.ofLayers(
                    Settings.of(
                        Map.of(
                            "hdfs.root",
                            "s3a://lake",
                            "s3.properties.fs.s3a.secret.key",
                            "hidden"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("credentials come from the environment");
  }

  private static List<String> of(String key, String value) {
    return StorageModules.ofLayers(Settings.of(Map.of(key, value)));
  }
}
