package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.StationAlert;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StationAlertWordsTest {

  private final Settings settings = Settings.of(Map.of());

  @ParameterizedTest
  @EnumSource(
      value = StationAlert.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SENSOR_STUCK"})
  void namesTheSettingsThatHoldItsLimits(StationAlert type) {
    assertThat(words(type)).endsWith(" Settings: " + type.settingsKey() + ".");
    assertThat(settings.texts(type.settingsKey())).hasSizeGreaterThan(1);
  }

  @Test
  void aStuckSensorIsToldByTheLimitsOfItsElementWhichAreNoSetting() {
    assertThat(words(StationAlert.SENSOR_STUCK))
        .isEqualTo(
            "A temperature or a pressure shows the same number for 12 hours, a water level for"
                + " 48 hours.");
    for (Element element :
        new Element[] {Element.AIR_TEMP, Element.DEW_POINT, Element.STN_PRES, Element.MSLP}) {
      assertThat(SeriesLimits.of(element).orElseThrow().flat())
          .as("%s, which the words name in one breath with the others", element)
          .contains(Duration.ofHours(12));
    }
  }

  private String words(StationAlert type) {
    return StationAlertWords.of(type, StationAlertLimits.from(settings));
  }
}
