package io.watershed.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowRulesTest {

  @Test
  void defaults() {
    WindowRules rules = WindowRules.from(Settings.of(Map.of()));
    assertThat(rules.shape()).isEqualTo(new WindowShape(300_000, 60_000));
    assertThat(rules.latenessMillis()).isEqualTo(Duration.ofHours(6).toMillis());
    assertThat(rules.windowed()).containsExactly(Measurement.FLOW);
    assertThat(rules.gaps().millisOf(MeterAlert.HIGH_FLOW))
        .isEqualTo(Duration.ofHours(6).toMillis());
    assertThat(rules.gaps().millisOf(MeterAlert.LOW_BATTERY))
        .isEqualTo(Duration.ofDays(3).toMillis());
    assertThat(rules.gaps().millisOf(StationAlert.STATION_SILENT))
        .isEqualTo(Duration.ofHours(3).toMillis());
  }

  @Test
  void explicitValues() {
    Settings settings =
        Settings.of(
            Map.of(
                "speed.window", "1 hour",
                "speed.slide", "10 minutes",
                "speed.watermark", "2h",
                "speed.measurements", "Pulse1, Battery",
                "alerts.high-flow.episode-gap", "1h"));
    WindowRules rules = WindowRules.from(settings);
    assertThat(rules.shape()).isEqualTo(new WindowShape(3_600_000, 600_000));
    assertThat(rules.latenessMillis()).isEqualTo(7_200_000);
    assertThat(rules.windowed()).containsExactlyInAnyOrder(Measurement.FLOW, Measurement.BATTERY);
    assertThat(rules.gaps().millisOf(MeterAlert.HIGH_FLOW)).isEqualTo(3_600_000);
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> rules("speed.slide", "7 minutes"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.window");
    assertThatThrownBy(() -> rules("speed.window", "130s"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a whole multiple of watershed.speed.slide, which is PT1M");
    assertThatThrownBy(() -> rules("speed.watermark", "-1s"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.watermark");
    assertThatThrownBy(() -> rules("speed.measurements", "Pulse9"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.measurements = Pulse9")
        .hasMessageContaining("Pulse1_Total");
  }

  @Test
  void aSlideMustPartTheWindow() {
    assertThatThrownBy(() -> new WindowShape(300, 70))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a window of 300 ms cannot slide by 70 ms");
  }

  private static WindowRules rules(String key, String value) {
    return WindowRules.from(Settings.of(Map.of(key, value)));
  }
}
