package io.watershed.speed.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.speed.stream.StreamSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterStreamTest {

  @Test
  void defaults() {
    StreamSettings settings = MeterStream.of(Settings.of(Map.of())).settings();
    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.topic()).isEqualTo("meter-readings");
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(200_000);
    assertThat(settings.statePartitions()).isEqualTo(2);
    assertThat(settings.checkpoint())
        .isEqualTo("hdfs://127.0.0.1:8020/watershed/checkpoints/speed");
  }

  @Test
  void itsQueryKeepsTheNameThatItsCheckpointHasSeen() {
    assertThat(MeterStream.of(Settings.of(Map.of())).name()).isEqualTo("speed");
  }

  @Test
  void explicitValues() {
    StreamSettings settings =
        MeterStream.of(
                Settings.of(
                    Map.of(
                        "speed.trigger", "5s",
                        "speed.max-offsets-per-trigger", "1000",
                        "speed.state-partitions", "8",
                        "speed.checkpoint", "file:///tmp/c",
                        "kafka.topics.meter-readings", "water")))
            .settings();
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(1000);
    assertThat(settings.statePartitions()).isEqualTo(8);
    assertThat(settings.checkpoint()).isEqualTo("file:///tmp/c");
    assertThat(settings.topic()).isEqualTo("water");
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> stream("speed.max-offsets-per-trigger", "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.max-offsets-per-trigger = 0");
    assertThatThrownBy(() -> stream("speed.state-partitions", "many"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a whole number from 1 to 10000");
    assertThatThrownBy(() -> stream("speed.trigger", "2 days"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.trigger");
  }

  private static void stream(String key, String value) {
    MeterStream.of(Settings.of(Map.of(key, value)));
  }
}
