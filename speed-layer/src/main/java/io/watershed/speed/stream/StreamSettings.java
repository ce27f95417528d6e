package io.watershed.speed.stream;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import java.time.Duration;

/**
 * The settings of one stream.
 *
 * @param bootstrapServers Kafka's addresses, host and port pairs
 * @param topic of the raw messages
 * @param trigger time between two looks at Kafka; zero looks without a pause
 * @param maximumOffsetsPerTrigger the most messages of one micro-batch
 * @param statePartitions tasks that hold the devices' state
 * @param checkpoint folder of the query's offsets and state
 */
public record StreamSettings(
    String bootstrapServers,
    String topic,
    Duration trigger,
    int maximumOffsetsPerTrigger,
    int statePartitions,
    String checkpoint) {

  /**
   * Reads the settings of a group.
   *
   * @param group such as {@code speed.stations}
   * @param topic what the stream reads
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static StreamSettings from(Settings settings, String group, Topic topic) {
    return new StreamSettings(
        settings.string("kafka.bootstrap-servers"),
        topic.name(settings),
        settings.duration(group + ".trigger", Duration.ZERO, Duration.ofHours(1)),
        settings.integer(group + ".max-offsets-per-trigger", 1, 50_000_000),
        settings.integer(group + ".state-partitions", 1, 10_000),
        settings.string(group + ".checkpoint"));
  }
}
