package io.watershed.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedSettingsTest {

  @Test
  void defaults() {
    SpeedSettings settings = SpeedSettings.from(Settings.of(Map.of()));
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(200_000);
    assertThat(settings.statePartitions()).isEqualTo(2);
    assertThat(settings.checkpoint())
        .isEqualTo("hdfs://127.0.0.1:8020/watershed/checkpoints/speed");
    assertThat(settings.bulkBytes()).isEqualTo(4_000_000);
    assertThat(settings.kafka())
        .isEqualTo(
            new SpeedSettings.Kafka("127.0.0.1:9092", "meter-readings", "alerts", "dead-letters"));
    assertThat(settings.elasticsearch().url()).isEqualTo("http://127.0.0.1:9200");
  }

  @Test
  void explicitValues() {
    SpeedSettings settings =
        SpeedSettings.from(
            Settings.of(
                Map.of(
                    "speed.trigger", "5s",
                    "speed.max-offsets-per-trigger", "1000",
                    "speed.state-partitions", "8",
                    "speed.checkpoint", "file:///tmp/c",
                    "speed.bulk-bytes", "20000",
                    "kafka.topics.alerts", "bells",
                    "elasticsearch.url", "https://search:9243",
                    "elasticsearch.api-key", "secret")));
    assertThat(settings.trigger()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maximumOffsetsPerTrigger()).isEqualTo(1000);
    assertThat(settings.statePartitions()).isEqualTo(8);
    assertThat(settings.checkpoint()).isEqualTo("file:///tmp/c");
    assertThat(settings.bulkBytes()).isEqualTo(20_000);
    assertThat(settings.kafka().alerts()).isEqualTo("bells");
    assertThat(settings.elasticsearch().apiKey()).isEqualTo("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> settings("speed.max-offsets-per-trigger", "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.max-offsets-per-trigger = 0");
    assertThatThrownBy(() -> settings("speed.state-partitions", "many"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a whole number from 1 to 10000");
    assertThatThrownBy(() -> settings("speed.bulk-bytes", "12"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.bulk-bytes = 12");
    assertThatThrownBy(() -> settings("speed.trigger", "2 days"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.trigger");
  }

  private static SpeedSettings settings(String key, String value) {
    return SpeedSettings.from(Settings.of(Map.of(key, value)));
  }
}
