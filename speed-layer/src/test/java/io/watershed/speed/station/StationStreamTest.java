package io.watershed.speed.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.station.StationRules;
import io.watershed.core.window.WindowShape;
import io.watershed.speed.stream.StreamSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationStreamTest {

  @Test
  void defaults() {
    Settings all = Settings.of(Map.of());
    assertThat(StationRules.from(all).shape()).isEqualTo(new WindowShape(3_600_000, 3_600_000));
    assertThat(StationRules.from(all).latenessMillis()).isEqualTo(Duration.ofHours(6).toMillis());
    StreamSettings settings = StationStream.of(all).settings();
    assertThat(settings.topic()).isEqualTo("station-observations");
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(50_000);
    assertThat(settings.statePartitions()).isEqualTo(2);
    assertThat(settings.checkpoint())
        .isEqualTo("hdfs://127.0.0.1:8020/watershed/checkpoints/speed-stations");
  }

  @Test
  void itsQueryKeepsTheNameThatItsCheckpointHasSeen() {
    assertThat(StationStream.of(Settings.of(Map.of())).name()).isEqualTo("speed-stations");
  }

  @Test
  void explicitValues() {
    Settings all =
        Settings.of(
            Map.of(
                "speed.stations.window", "30 minutes",
                "speed.stations.max-offsets-per-trigger", "1000",
                "speed.stations.state-partitions", "8",
                "speed.checkpoint", "file:///tmp/c",
                "kafka.topics.station-observations", "weather"));
    assertThat(StationRules.from(all).shape()).isEqualTo(new WindowShape(1_800_000, 1_800_000));
    StreamSettings settings = StationStream.of(all).settings();
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(1_000);
    assertThat(settings.statePartitions()).isEqualTo(8);
    assertThat(settings.checkpoint())
        .as("beside that of meters")
        .isEqualTo("file:///tmp/c-stations");
    assertThat(settings.topic()).isEqualTo("weather");
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> stream("speed.stations.max-offsets-per-trigger", "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.stations.max-offsets-per-trigger = 0");
    assertThatThrownBy(() -> stream("speed.stations.trigger", "2 days"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.stations.trigger");
  }

  private static void stream(String key, String value) {
    StationStream.of(Settings.of(Map.of(key, value)));
  }
}
