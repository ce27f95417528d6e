package io.watershed.ingestion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.SettingsRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestionSettingsTest {

  private static final IngestionSettings DEFAULTS =
      new IngestionSettings(
          Duration.ofSeconds(15),
          1_000_000,
          "hdfs://127.0.0.1:8020/watershed/checkpoints/ingestion",
          "hdfs://127.0.0.1:8020/watershed/checkpoints/ingestion-stations",
          Duration.ofMinutes(2),
          "127.0.0.1:9092",
          "meter-readings",
          "station-observations",
          "dead-letters");

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(IngestionSettings::from, DEFAULTS)
        .explicit(
            Map.of(
                "ingestion.trigger", "500 ms",
                "ingestion.max-messages-per-batch", "10",
                "ingestion.checkpoint", "file:/tmp/checkpoint",
                "ingestion.station-checkpoint", "file:/tmp/stations",
                "ingestion.server-timeout", "30s",
                "kafka.bootstrap-servers", "one:1,two:2",
                "kafka.topics.meter-readings", "readings",
                "kafka.topics.station-observations", "observations",
                "kafka.topics.dead-letters", "letters"),
            new IngestionSettings(
                Duration.ofMillis(500),
                10,
                "file:/tmp/checkpoint",
                "file:/tmp/stations",
                Duration.ofSeconds(30),
                "one:1,two:2",
                "readings",
                "observations",
                "letters"))
        .rejects("ingestion.checkpoint", "")
        .rejects("ingestion.station-checkpoint", " ")
        .rejects("kafka.bootstrap-servers", "")
        .rejects("kafka.topics.meter-readings", "")
        .rejects("kafka.topics.station-observations", "")
        .rejects("kafka.topics.dead-letters", "");
  }

  @Test
  void rejected() {
    assertRejected(
        "ingestion.trigger",
        "2 days",
        "setting watershed.ingestion.trigger = PT48H is not allowed: it must be a duration such as"
            + " 90s or 2h, from PT0S to PT1H");
    assertRejected(
        "ingestion.max-messages-per-batch",
        "0",
        "setting watershed.ingestion.max-messages-per-batch = 0 is not allowed: it must be a whole"
            + " number from 1 to 100000000");
    assertRejected(
        "ingestion.server-timeout",
        "soon",
        "setting watershed.ingestion.server-timeout = soon is not allowed: it must be a duration"
            + " such as 90s or 2h, from PT10S to PT1H");
  }

  private static void assertRejected(String key, String value, String message) {
    assertThatThrownBy(() -> IngestionSettings.from(Settings.of(Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }
}
