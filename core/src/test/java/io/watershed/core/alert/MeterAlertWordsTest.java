package io.watershed.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterAlertWordsTest {

  @ParameterizedTest
  @EnumSource(MeterAlert.class)
  void everyRuleOfMetersHasWordsAndNamesItsSettings(MeterAlert type) {
    assertThat(words(Map.of()).of(type, "")).endsWith("Settings: " + type.settingsKey() + ".");
  }

  @Test
  void wordsNameTheLimitsOfTheUsage() {
    MeterAlertWords words =
        words(
            Map.of(
                "alerts.high-flow.residential-litres-per-hour.warning", "1234.5",
                "alerts.high-flow.residential-litres-per-hour.critical", "2000",
                "alerts.high-flow.other-litres-per-hour.warning", "5000",
                "alerts.high-flow.other-litres-per-hour.critical", "9000",
                "alerts.high-flow.episode-gap", "48 hours"));
    assertThat(words.of(MeterAlert.HIGH_FLOW, "Residential"))
        .isEqualTo(
            "The flow of a residential meter reaches 1,234.5 L/h: a warning; 2,000 L/h: critical."
                + " The episode ends when it is over or after 2 days without such a reading."
                + " Settings: alerts.high-flow.");
    assertThat(words.of(MeterAlert.HIGH_FLOW, ""))
        .startsWith("The flow of a non-residential meter reaches 5,000 L/h: a warning; 9,000 L/h");
  }

  @Test
  void unitsAreThoseOfPeople() {
    MeterAlertWords words =
        words(
            Map.of(
                "alerts.low-battery.volts.warning", "3.4",
                "alerts.low-battery.volts.critical", "3.2",
                "alerts.low-battery.episode-gap", "7 hours",
                "alerts.high-temperature.celsius.warning", "45",
                "alerts.high-temperature.celsius.critical", "60"));
    assertThat(words.of(MeterAlert.LOW_BATTERY, ""))
        .startsWith(
            "The battery falls to 3.4 V: a warning; 3.2 V: critical. The episode ends when it is"
                + " over or after 7 hours without such a reading.");
    assertThat(words.of(MeterAlert.HIGH_TEMP, ""))
        .startsWith("The device's temperature reaches 45 °C: a warning; 60 °C: critical.");
  }

  private static MeterAlertWords words(Map<String, String> given) {
    Settings settings = Settings.of(given);
    return new MeterAlertWords(AlertLimits.from(settings), EpisodeGaps.from(settings));
  }
}
