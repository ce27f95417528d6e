package io.watershed.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiveSettingsTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            HiveSettings::from,
            Map.of("hive.password", ""),
            new HiveSettings(
                "jdbc:hive2://127.0.0.1:10000/",
                "watershed",
                "",
                Settings.home().resolve("hive-access/target/driver/hive-jdbc-standalone.jar"),
                Duration.ofSeconds(60)))
        .explicit(
            Map.of(
                "hive.jdbc-url", "jdbc:hive2://hive.example:10001/;ssl=true",
                "hive.user", "reader",
                "hive.password", "hidden",
                "hive.driver-jar", "/drivers/hive.jar",
                "hive.connect-patience", "5 minutes"),
            new HiveSettings(
                "jdbc:hive2://hive.example:10001/;ssl=true",
                "reader",
                "hidden",
                Path.of("/drivers/hive.jar"),
                Duration.ofMinutes(5)))
        .rejects("hive.jdbc-url", "jdbc:mysql://127.0.0.1/")
        .rejects("hive.user", "")
        .rejects("hive.driver-jar", " ")
        .rejects("hive.connect-patience", "2 hours");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(HiveSettings.from(Settings.of(Map.of("hive.password", "hidden"))).toString())
        .doesNotContain("hidden");
  }
}
