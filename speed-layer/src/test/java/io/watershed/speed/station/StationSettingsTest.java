package io.watershed.speed.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.window.WindowShape;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationSettingsTest {

  @Test
  void defaults() {
    StationSettings settings = StationSettings.from(Settings.of(Map.of()));
    assertThat(settings.rules().shape()).isEqualTo(new WindowShape(3_600_000, 3_600_000));
    assertThat(settings.rules().latenessMillis()).isEqualTo(Duration.ofHours(6).toMillis());
    assertThat(settings.topic()).isEqualTo("station-observations");
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(50_000);
    assertThat(settings.statePartitions()).isEqualTo(2);
    assertThat(settings.checkpoint())
        .isEqualTo("hdfs://127.0.0.1:8020/watershed/checkpoints/speed-stations");
  }

  @Test
  void explicitValues() {
    StationSettings settings =
        StationSettings.from(
            Settings.of(
                Map.of(
                    "speed.stations.window", "30 minutes",
                    "speed.stations.max-offsets-per-trigger", "1000",
                    "speed.stations.state-partitions", "8",
                    "speed.checkpoint", "file:///tmp/c",
                    "kafka.topics.station-observations", "weather")));
    assertThat(settings.rules().shape()).isEqualTo(new WindowShape(1_800_000, 1_800_000));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(1_000);
    assertThat(settings.statePartitions()).isEqualTo(8);
    assertThat(settings.checkpoint())
        .as("beside that of meters")
        .isEqualTo("file:///tmp/c-stations");
    assertThat(settings.topic()).isEqualTo("weather");
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(
            () ->
                StationSettings.from(
                    Settings.of(Map.of("speed.stations.max-offsets-per-trigger", "0"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.stations.max-offsets-per-trigger = 0");
    assertThatThrownBy(
            () -> StationSettings.from(Settings.of(Map.of("speed.stations.trigger", "2 days"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.stations.trigger");
  }
}
