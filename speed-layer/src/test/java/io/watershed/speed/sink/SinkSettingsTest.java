package io.watershed.speed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

  @Test
  void defaults() {
    SinkSettings settings = SinkSettings.from(Settings.of(Map.of()));
    assertThat(settings.bulkBytes()).isEqualTo(4_000_000);
    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.alertsTopic()).isEqualTo("alerts");
    assertThat(settings.deadLettersTopic()).isEqualTo("dead-letters");
    assertThat(settings.elasticsearch().url()).isEqualTo("http://127.0.0.1:9200");
  }

  @Test
  void explicitValues() {
    SinkSettings settings =
        SinkSettings.from(
            Settings.of(
                Map.of(
                    "speed.bulk-bytes", "20000",
                    "kafka.topics.alerts", "bells",
                    "elasticsearch.url", "https://search:9243",
                    "elasticsearch.api-key", "secret")));
    assertThat(settings.bulkBytes()).isEqualTo(20_000);
    assertThat(settings.alertsTopic()).isEqualTo("bells");
    assertThat(settings.elasticsearch().apiKey()).isEqualTo("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void rejectedValues() {
    assertThatThrownBy(() -> SinkSettings.from(Settings.of(Map.of("speed.bulk-bytes", "12"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.speed.bulk-bytes = 12");
  }
}
