package io.watershed.core.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.alert.AlertLimits.Pair;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.EpisodeGaps;
import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.problem.ProblemLimits;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.station.StationAlertLimits;
import io.watershed.core.station.StationRules;
import io.watershed.core.window.WindowRules;
import io.watershed.core.window.WindowShape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every record of this module that is read from settings. */
class SettingsRecordsTest {

  private static final Settings NOTHING_GIVEN = Settings.of(Map.of());
  private static final long MINUTE = 60_000;

  @Test
  void messageLimits() {
    SettingsRecord.withDefaults(
            MessageLimits::from,
            new MessageLimits(65_536, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofHours(1)))
        .explicit(
            Map.of(
                "validation.max-message-bytes", "1000",
                "validation.earliest", "2020-02-03T04:05:06Z",
                "validation.max-future", "2 days"),
            new MessageLimits(1000, Instant.parse("2020-02-03T04:05:06Z"), Duration.ofDays(2)))
        .rejects("validation.max-message-bytes", "12")
        .rejects("validation.earliest", "then")
        .rejects("validation.max-future", "-1s");
  }

  @Test
  void qualityLimits() {
    SettingsRecord.withDefaults(QualityLimits::from, new QualityLimits(10_000, 0, 20, -60, 150))
        .explicit(
            Map.of(
                "quality.max-flow-litres-per-hour", "500.5",
                "quality.min-battery-volts", "1",
                "quality.max-battery-volts", "5",
                "quality.min-temperature-celsius", "-10",
                "quality.max-temperature-celsius", "60"),
            new QualityLimits(500.5, 1, 5, -10, 60))
        .rejects("quality.max-flow-litres-per-hour", "0")
        .rejects("quality.min-battery-volts", "low")
        .rejects("quality.max-battery-volts", "1001")
        .rejects("quality.min-temperature-celsius", "-274")
        .rejects("quality.max-temperature-celsius", "1001");
  }

  @Test
  void consumptionLimits() {
    SettingsRecord.withDefaults(
            ConsumptionLimits::from, new ConsumptionLimits(10_000, 10, 10, 0.01, 2))
        .explicit(
            Map.of(
                "quality.max-flow-litres-per-hour", "500",
                "batch.register-tolerance-litres", "1",
                "batch.cross-check-tolerance.litres", "2",
                "batch.cross-check-tolerance.share", "0.5",
                "batch.lookback-days", "7"),
            new ConsumptionLimits(500, 1, 2, 0.5, 7))
        .rejects("batch.register-tolerance-litres", "-1")
        .rejects("batch.cross-check-tolerance.litres", "-1")
        .rejects("batch.cross-check-tolerance.share", "1.5")
        .rejects("batch.lookback-days", "0");
  }

  @Test
  void alertLimits() {
    SettingsRecord.withDefaults(
            AlertLimits::from,
            new AlertLimits(
                new Pair(1000, 2000), new Pair(3000, 6000), new Pair(3.4, 3.2), new Pair(50, 60)))
        .explicit(
            Map.of(
                "alerts.high-flow.residential-litres-per-hour.warning", "1",
                "alerts.high-flow.residential-litres-per-hour.critical", "2",
                "alerts.high-flow.other-litres-per-hour.warning", "3",
                "alerts.high-flow.other-litres-per-hour.critical", "4",
                "alerts.low-battery.volts.warning", "3",
                "alerts.low-battery.volts.critical", "2.5",
                "alerts.high-temperature.celsius.warning", "40",
                "alerts.high-temperature.celsius.critical", "45"),
            new AlertLimits(new Pair(1, 2), new Pair(3, 4), new Pair(3, 2.5), new Pair(40, 45)))
        .rejects("alerts.high-flow.residential-litres-per-hour.warning", "-1")
        .rejects("alerts.high-flow.other-litres-per-hour.critical", "much")
        .rejects("alerts.low-battery.volts.critical", "-1")
        .rejects("alerts.high-temperature.celsius.warning", "-101");
  }

  @Test
  void episodeGaps() {
    Map<AlertType, Long> defaults = new HashMap<>(EpisodeGaps.from(NOTHING_GIVEN).millis());
    Map<String, String> given = new HashMap<>();
    Map<AlertType, Long> expected = new HashMap<>();
    long minutes = 1;
    for (AlertType type : AlertType.all()) {
      given.put(type.settingsKey() + ".episode-gap", minutes + " minutes");
      expected.put(type, minutes++ * MINUTE);
    }
    SettingsRecord<EpisodeGaps> gaps =
        SettingsRecord.withDefaults(EpisodeGaps::from, new EpisodeGaps(defaults))
            .explicit(given, new EpisodeGaps(expected));
    for (AlertType type : AlertType.all()) {
      gaps.rejects(type.settingsKey() + ".episode-gap", "59s");
    }
  }

  @Test
  void stationAlertLimits() {
    SettingsRecord.withDefaults(
            StationAlertLimits::from,
            new StationAlertLimits(
                Duration.ofHours(3),
                new Pair(0.5, 1),
                0.95,
                Duration.ofDays(7),
                new Pair(40, 45),
                new Pair(39.4, 51.7),
                new Pair(-40, -48),
                new Pair(6, 24)))
        .explicit(
            Map.ofEntries(
                Map.entry("alerts.rapid-rise.over", "1 hour"),
                Map.entry("alerts.rapid-rise.metres.warning", "2"),
                Map.entry("alerts.rapid-rise.metres.critical", "3"),
                Map.entry("alerts.high-water.percentile", "0.9"),
                Map.entry("alerts.high-water.least-history", "2 days"),
                Map.entry("alerts.heat.humidex.warning", "30"),
                Map.entry("alerts.heat.humidex.critical", "35"),
                Map.entry("alerts.heat.feels-like.warning", "31"),
                Map.entry("alerts.heat.feels-like.critical", "36"),
                Map.entry("alerts.cold.feels-like.warning", "-20"),
                Map.entry("alerts.cold.feels-like.critical", "-30"),
                Map.entry("alerts.station-silent.hours.warning", "1"),
                Map.entry("alerts.station-silent.hours.critical", "2")),
            new StationAlertLimits(
                Duration.ofHours(1),
                new Pair(2, 3),
                0.9,
                Duration.ofDays(2),
                new Pair(30, 35),
                new Pair(31, 36),
                new Pair(-20, -30),
                new Pair(1, 2)))
        .rejects("alerts.rapid-rise.over", "1 minute")
        .rejects("alerts.rapid-rise.metres.warning", "0")
        .rejects("alerts.high-water.percentile", "95")
        .rejects("alerts.high-water.least-history", "31 days")
        .rejects("alerts.heat.humidex.critical", "101")
        .rejects("alerts.heat.feels-like.warning", "warm")
        .rejects("alerts.cold.feels-like.critical", "-151")
        .rejects("alerts.station-silent.hours.warning", "0");
  }

  @Test
  void problemLimits() {
    SettingsRecord.withDefaults(
            ProblemLimits::from,
            new ProblemLimits(
                2, 4, 0.8, 100, Duration.ofHours(1), 50, Duration.ofHours(12), 0.1, 0.5))
        .explicit(
            Map.of(
                "problems.continuous-leak.night-from-hour", "1",
                "problems.continuous-leak.night-to-hour", "5",
                "problems.continuous-leak.coverage", "0.7",
                "problems.continuous-leak.critical-litres-per-hour", "90",
                "problems.burst.duration", "2 hours",
                "problems.stuck-meter.flow-litres", "40",
                "problems.stuck-meter.repeat-duration", "6 hours",
                "problems.low-battery.decline-volts", "0.2",
                "problems.silent.missing-share", "0.4"),
            new ProblemLimits(
                1, 5, 0.7, 90, Duration.ofHours(2), 40, Duration.ofHours(6), 0.2, 0.4))
        .rejects("problems.continuous-leak.night-from-hour", "23")
        .rejects("problems.continuous-leak.night-to-hour", "2")
        .rejects("problems.continuous-leak.coverage", "0")
        .rejects("problems.continuous-leak.critical-litres-per-hour", "-1")
        .rejects("problems.burst.duration", "0s")
        .rejects("problems.stuck-meter.flow-litres", "-1")
        .rejects("problems.stuck-meter.repeat-duration", "25 hours")
        .rejects("problems.low-battery.decline-volts", "0")
        .rejects("problems.silent.missing-share", "1.1");
  }

  @Test
  void windowRules() {
    Map<String, String> given =
        Map.of(
            "speed.window", "10 minutes",
            "speed.slide", "2 minutes",
            "speed.watermark", "2h",
            "speed.measurements", "Battery",
            "alerts.heat.episode-gap", "7 minutes");
    SettingsRecord.withDefaults(
            WindowRules::from,
            new WindowRules(
                new WindowShape(5 * MINUTE, MINUTE),
                6 * 60 * MINUTE,
                Set.of(Measurement.ofCanonicalName("Pulse1").orElseThrow()),
                EpisodeGaps.from(NOTHING_GIVEN)))
        .explicit(
            given,
            new WindowRules(
                new WindowShape(10 * MINUTE, 2 * MINUTE),
                2 * 60 * MINUTE,
                Set.of(Measurement.ofCanonicalName("Battery").orElseThrow()),
                EpisodeGaps.from(Settings.of(given))))
        .rejects("speed.window", "90s")
        .rejects("speed.slide", "0s")
        .rejects("speed.watermark", "32 days")
        .rejects("speed.measurements", "Pulse9");
  }

  @Test
  void stationRules() {
    Map<String, String> given =
        Map.of(
            "speed.stations.window", "30 minutes",
            "speed.watermark", "2h",
            "alerts.high-water.percentile", "0.9",
            "alerts.heat.episode-gap", "7 minutes");
    SettingsRecord.withDefaults(
            StationRules::from,
            new StationRules(
                new WindowShape(60 * MINUTE, 60 * MINUTE),
                6 * 60 * MINUTE,
                StationAlertLimits.from(NOTHING_GIVEN),
                EpisodeGaps.from(NOTHING_GIVEN)))
        .explicit(
            given,
            new StationRules(
                new WindowShape(30 * MINUTE, 30 * MINUTE),
                2 * 60 * MINUTE,
                StationAlertLimits.from(Settings.of(given)),
                EpisodeGaps.from(Settings.of(given))))
        .rejects("speed.stations.window", "7 minutes")
        .rejects("speed.watermark", "32 days");
  }

  @Test
  void aComponentThatNoValueChangesHasNoTest() {
    SettingsRecord<QualityLimits> limits =
        SettingsRecord.withDefaults(
            QualityLimits::from, new QualityLimits(10_000, 0, 20, -60, 150));
    assertThatThrownBy(
            () ->
                limits.explicit(
                    Map.of("quality.min-battery-volts", "1"),
                    new QualityLimits(10_000, 1, 20, -60, 150)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("maximumFlowLitresPerHour")
        .hasMessageNotContaining("minimumBatteryVolts");
  }
}
