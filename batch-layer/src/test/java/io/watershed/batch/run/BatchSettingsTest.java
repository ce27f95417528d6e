package io.watershed.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.batch.transform.Rules;
import io.watershed.core.alert.AlertLimits;
import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.problem.ProblemLimits;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchSettingsTest {

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

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            BatchSettings::from,
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
                Settings.home().resolve("var/run/batch.lock")))
        .explicit(
            Map.ofEntries(
                Map.entry("batch.lookback-days", "3"),
                Map.entry("batch.readings-per-task", "2000"),
                Map.entry("batch.readings-per-pass", "3000"),
                Map.entry("batch.partitions-per-statement", "5"),
                Map.entry("batch.hive-connections", "6"),
                Map.entry("batch.file-grace", "0s"),
                Map.entry("batch.maintenance.every", "1h"),
                Map.entry("batch.maintenance.snapshot-retention", "2 days"),
                Map.entry("batch.maintenance.small-files", "9"),
                Map.entry("batch.maintenance.small-file-bytes", "1000"),
                Map.entry("batch.high-water.days", "100"),
                Map.entry("batch.high-water.least-days", "8"),
                Map.entry("forecast.rounds", "11"),
                Map.entry("hive.database", "water"),
                Map.entry("hive.warehouse", "file:/tmp/hive"),
                Map.entry("data-dir", "/data")),
            new BatchSettings(
                3,
                2000,
                3000,
                5,
                6,
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofDays(2),
                9,
                1000,
                100,
                8,
                new ForecastSettings(35, 48, 24, 11, 20_000),
                "water",
                "file:/tmp/hive",
                Path.of("/data/run/batch.lock")))
        .rejects("batch.lookback-days", "61")
        .rejects("batch.readings-per-task", "999")
        .rejects("batch.readings-per-pass", "999")
        .rejects("batch.partitions-per-statement", "0")
        .rejects("batch.hive-connections", "17")
        .rejects("batch.file-grace", "367 days")
        .rejects("batch.maintenance.every", "-1s")
        .rejects("batch.maintenance.snapshot-retention", "long")
        .rejects("batch.maintenance.small-files", "1")
        .rejects("batch.maintenance.small-file-bytes", "0")
        .rejects("batch.high-water.days", "0")
        .rejects("batch.high-water.least-days", "-1")
        .rejects("hive.database", "")
        .rejects("hive.warehouse", "")
        .rejects("data-dir", " ");
  }

  @Test
  void everyValueOfForecasts() {
    SettingsRecord.withDefaults(
            ForecastSettings::from, new ForecastSettings(35, 48, 24, 200, 20_000))
        .explicit(
            Map.of(
                "forecast.history-days", "20",
                "forecast.backtest-hours", "3",
                "forecast.refit-every", "2 days",
                "forecast.rounds", "11",
                "forecast.fit-origins", "5000"),
            new ForecastSettings(20, 3, 48, 11, 5000))
        .rejects("forecast.history-days", "10")
        .rejects("forecast.backtest-hours", "0")
        .rejects("forecast.refit-every", "59 minutes")
        .rejects("forecast.rounds", "0")
        .rejects("forecast.fit-origins", "999");
  }

  @Test
  void everyRule() {
    Map<String, String> given =
        Map.of(
            "batch.register-tolerance-litres", "5",
            "problems.burst.duration", "2 hours",
            "alerts.low-battery.volts.critical", "2.5",
            "speed.watermark", "2h");
    SettingsRecord.withDefaults(Rules::from, rules(Settings.of(Map.of()), Duration.ofHours(6)))
        .explicit(given, rules(Settings.of(given), Duration.ofHours(2)))
        .rejects("batch.register-tolerance-litres", "-1")
        .rejects("problems.burst.duration", "0s")
        .rejects("alerts.low-battery.volts.critical", "-1")
        .rejects("speed.watermark", "31 days");
  }

  private static Rules rules(Settings settings, Duration watermark) {
    return new Rules(
        ConsumptionLimits.from(settings),
        ProblemLimits.from(settings),
        AlertLimits.from(settings),
        watermark);
  }
}
