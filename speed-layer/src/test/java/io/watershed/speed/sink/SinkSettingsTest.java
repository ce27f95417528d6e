package io.watershed.speed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import io.watershed.elasticsearch.ElasticsearchAddress;
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

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            SinkSettings::from,
            Map.of("elasticsearch.api-key", ""),
            new SinkSettings(
                new ElasticsearchAddress("http://127.0.0.1:9200", ""),
                4_000_000,
                "127.0.0.1:9092",
                "alerts",
                "dead-letters"))
        .explicit(
            Map.of(
                "elasticsearch.url", "https://search:9243",
                "elasticsearch.api-key", "hidden",
                "speed.bulk-bytes", "20000",
                "kafka.bootstrap-servers", "one:1,two:2",
                "kafka.topics.alerts", "bells",
                "kafka.topics.dead-letters", "letters"),
            new SinkSettings(
                new ElasticsearchAddress("https://search:9243", "hidden"),
                20_000,
                "one:1,two:2",
                "bells",
                "letters"))
        .rejects("elasticsearch.url", "")
        .rejects("speed.bulk-bytes", "9999")
        .rejects("kafka.bootstrap-servers", "")
        .rejects("kafka.topics.alerts", "")
        .rejects("kafka.topics.dead-letters", " ");
  }
}
