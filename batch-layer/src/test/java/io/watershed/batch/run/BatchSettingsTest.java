package io.watershed.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {

  @Test
  void defaultsAreThoseOfTheReferenceFile() {
    assertThat(BatchSettings.from(Settings.of(Map.of())))
        .isEqualTo(
            new BatchSettings(
                2,
                1_500_000,
                12_000_000,
                100,
                2,
                Duration.ofHours(2),
                Duration.ofHours(24),
                Duration.ofDays(7),
                8,
                8 << 20,
                365,
                7,
                new ForecastSettings(35, 48, 24, 200, 20_000),
                "iot",
                "hdfs://127.0.0.1:8020/watershed/hive",
                Settings.home().resolve("var/run/batch.lock")));
  }

  @Test
  void explicitValuesWin() {
    BatchSettings settings =
        BatchSettings.from(
            Settings.of(
                Map.of(
                    "batch.lookback-days", "3",
                    "batch.file-grace", "0s",
                    "batch.maintenance.every", "1h",
                    "hive.database", "water",
                    "data-dir", "/data")));
    assertThat(settings.lookbackDays()).isEqualTo(3);
    assertThat(settings.fileGrace()).isZero();
    assertThat(settings.maintenanceEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.database()).isEqualTo("water");
    assertThat(settings.lockFile()).isEqualTo(Path.of("/data/run/batch.lock"));
  }

  @Test
  void rejectedValuesNameKeyValueAndWhatIsAllowed() {
    assertThatThrownBy(() -> BatchSettings.from(Settings.of(Map.of("batch.lookback-days", "0"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.batch.lookback-days = 0 is not allowed: it must be a whole number"
                + " from 1 to 60");
    assertThatThrownBy(() -> BatchSettings.from(Settings.of(Map.of("batch.file-grace", "soon"))))
        .hasMessageContaining("watershed.batch.file-grace = soon")
        .hasMessageContaining("a duration such as 90s or 2h");
    assertThatThrownBy(
            () -> BatchSettings.from(Settings.of(Map.of("batch.maintenance.small-files", "1"))))
        .hasMessageContaining("a whole number from 2 to 100000");
    assertThatThrownBy(
            () ->
                BatchSettings.from(Settings.of(Map.of("batch.maintenance.small-file-bytes", "0"))))
        .hasMessageContaining("watershed.batch.maintenance.small-file-bytes = 0");
  }
}
