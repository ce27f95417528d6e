package io.watershed.speed;

import io.watershed.core.alert.AlertLimits;
import io.watershed.core.settings.Settings;
import io.watershed.core.window.WindowRules;
import io.watershed.elasticsearch.ElasticsearchAddress;
import java.io.Serializable;
import java.time.Duration;

/**
 * The settings of the speed layer.
 *
 * @param rules windows, watermark, measurements and episode gaps
 * @param alertLimits where alerts begin
 * @param trigger time between two looks at Kafka
 * @param maximumOffsetsPerTrigger the most messages of one micro-batch
 * @param statePartitions tasks that hold the meters' state
 * @param checkpoint folder of the query's offsets and state
 * @param bulkBytes the most bytes of one bulk request
 * @param kafka servers and topics
 * @param elasticsearch where documents go
 */
public record SpeedSettings(
    WindowRules rules,
    AlertLimits alertLimits,
    Duration trigger,
    int maximumOffsetsPerTrigger,
    int statePartitions,
    String checkpoint,
    int bulkBytes,
    Kafka kafka,
    ElasticsearchAddress elasticsearch)
    implements Serializable {

  /**
   * Kafka's address and topics.
   *
   * @param bootstrapServers host and port pairs
   * @param readings topic of the raw messages
   * @param alerts topic that alerts are told to
   * @param deadLetters topic of what could not be indexed
   */
  public record Kafka(String bootstrapServers, String readings, String alerts, String deadLetters)
      implements Serializable {}

  /**
   * Reads the settings {@code speed.*}, {@code alerts.*}, {@code kafka.*} and {@code
   * elasticsearch.*}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static SpeedSettings from(Settings settings) {
    return new SpeedSettings(
        WindowRules.from(settings),
        AlertLimits.from(settings),
        settings.duration("speed.trigger", Duration.ZERO, Duration.ofHours(1)),
        settings.integer("speed.max-offsets-per-trigger", 1, 50_000_000),
        settings.integer("speed.state-partitions", 1, 10_000),
        settings.string("speed.checkpoint"),
        settings.integer("speed.bulk-bytes", 10_000, 90_000_000),
        new Kafka(
            settings.string("kafka.bootstrap-servers"),
            settings.string("kafka.topics.meter-readings"),
            settings.string("kafka.topics.alerts"),
            settings.string("kafka.topics.dead-letters")),
        ElasticsearchAddress.from(settings));
  }
}
