package io.watershed.speed.stream;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.SettingsRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {

  @Test
  void ofMeters() {
    assertHeld(
        "speed",
        Topic.METER_READINGS,
        new StreamSettings(
            "127.0.0.1:9092",
            "meter-readings",
            Duration.ofSeconds(1),
            200_000,
            2,
            "hdfs://127.0.0.1:8020/watershed/checkpoints/speed"));
  }

  @Test
  void ofStations() {
    assertHeld(
        "speed.stations",
        Topic.STATION_OBSERVATIONS,
        new StreamSettings(
            "127.0.0.1:9092",
            "station-observations",
            Duration.ofSeconds(1),
            50_000,
            2,
            "hdfs://127.0.0.1:8020/watershed/checkpoints/speed-stations"));
  }

  private static void assertHeld(String group, Topic topic, StreamSettings defaults) {
    SettingsRecord.withDefaults(settings -> StreamSettings.from(settings, group, topic), defaults)
        .explicit(
            Map.of(
                "kafka.bootstrap-servers",
                "one:1,two:2",
                topic.settingsKey(),
                "messages",
                group + ".trigger",
                "500 ms",
                group + ".max-offsets-per-trigger",
                "10",
                group + ".state-partitions",
                "3",
                group + ".checkpoint",
                "file:/tmp/checkpoint"),
            new StreamSettings(
                "one:1,two:2", "messages", Duration.ofMillis(500), 10, 3, "file:/tmp/checkpoint"))
        .rejects("kafka.bootstrap-servers", "")
        .rejects(topic.settingsKey(), " ")
        .rejects(group + ".trigger", "2 hours")
        .rejects(group + ".max-offsets-per-trigger", "0")
        .rejects(group + ".state-partitions", "10001")
        .rejects(group + ".checkpoint", "");
  }
}
