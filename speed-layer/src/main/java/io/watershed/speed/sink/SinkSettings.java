package io.watershed.speed.sink;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import java.io.Serializable;

/**
 * Where all streams of the speed layer write to.
 *
 * @param elasticsearch where documents go
 * @param bulkBytes the most bytes of one bulk request
 * @param bootstrapServers Kafka's addresses, host and port pairs
 * @param alertsTopic topic that alerts are told to
 * @param deadLettersTopic topic of what could not be indexed
 */
public record SinkSettings(
    ElasticsearchAddress elasticsearch,
    int bulkBytes,
    String bootstrapServers,
    String alertsTopic,
    String deadLettersTopic)
    implements Serializable {

  /**
   * Reads the settings {@code speed.bulk-bytes}, {@code kafka.*} and {@code elasticsearch.*}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static SinkSettings from(Settings settings) {
    return new SinkSettings(
        ElasticsearchAddress.from(settings),
        settings.integer("speed.bulk-bytes", 10_000, 90_000_000),
        settings.string("kafka.bootstrap-servers"),
        Topic.ALERTS.name(settings),
        Topic.DEAD_LETTERS.name(settings));
  }
}
