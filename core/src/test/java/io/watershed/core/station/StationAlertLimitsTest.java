package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.AlertLimits.Pair;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StationAlertLimitsTest {

  @Test
  void defaults() {
    assertThat(limits(Map.of()))
        .isEqualTo(
            new StationAlertLimits(
                Duration.ofHours(3),
                new Pair(0.5, 1.0),
                0.95,
                Duration.ofDays(7),
                new Pair(40, 45),
                new Pair(39.4, 51.7),
                new Pair(-40, -48),
                new Pair(6, 24)));
  }

  @Test
  void explicitValues() {
    StationAlertLimits limits =
        limits(
            Map.of(
                "alerts.rapid-rise.over", "6h",
                "alerts.rapid-rise.metres.critical", "2.5",
                "alerts.station-silent.hours.warning", "3"));
    assertThat(limits.riseOver()).isEqualTo(Duration.ofHours(6));
    assertThat(limits.riseMetres()).isEqualTo(new Pair(0.5, 2.5));
    assertThat(limits.silentHours()).isEqualTo(new Pair(3, 24));
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> limits(Map.of("alerts.high-water.percentile", "95")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.alerts.high-water.percentile = 95")
        .hasMessageContaining("a number from 0.5 to 1");
    assertThatThrownBy(
            () -> StationRules.from(Settings.of(Map.of("speed.stations.window", "7 minutes"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.stations.window")
        .hasMessageContaining("a duration that parts a day evenly");
  }

  @ParameterizedTest
  @EnumSource(value = StationAlert.class, mode = EnumSource.Mode.EXCLUDE, names = "SENSOR_STUCK")
  void everyRuleWithSettingsNamesThoseThatHoldItsLimits(StationAlert type) {
    assertThat(StationAlertWords.of(type, limits(Map.of())))
        .endsWith("Settings: " + type.settingsKey() + ".");
  }

  @Test
  void aStuckSensorIsToldByTheLimitsOfItsElementAndNamesNoSettingThatDoesNotHoldThem() {
    assertThat(StationAlertWords.of(StationAlert.SENSOR_STUCK, limits(Map.of())))
        .isEqualTo(
            "A temperature or a pressure shows the same number for 12 hours, a water level for 48"
                + " hours.");
  }

  @Test
  void wordsNameTheLimits() {
    assertThat(StationAlertWords.of(StationAlert.RAPID_RISE, limits(Map.of())))
        .startsWith(
            "The water rises within 3 hours by 0.5 m: a warning; 1 m: critical, beyond where it"
                + " was in the 25 hours before.");
    assertThat(StationAlertWords.of(StationAlert.HIGH_WATER, limits(Map.of())))
        .contains("of its own levels of the last 30 days, of 7 days at least: a warning");
  }

  private static StationAlertLimits limits(Map<String, String> settings) {
    return StationAlertLimits.from(Settings.of(settings));
  }
}
