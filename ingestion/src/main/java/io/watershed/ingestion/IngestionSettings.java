package io.watershed.ingestion;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import java.time.Duration;

/**
 * The settings of the ingestion layer.
 *
 * @param trigger how often a micro-batch is taken
 * @param maximumMessagesPerBatch the most messages of one micro-batch
 * @param checkpoint where the stream of the meters keeps its progress, a Hadoop path
 * @param stationCheckpoint the same for the stream of the stations
 * @param serverTimeout how long servers that do not answer are waited for
 * @param bootstrapServers Kafka's addresses
 * @param readingsTopic the topic of raw meter messages
 * @param observationsTopic the topic of raw messages of stations
 * @param deadLettersTopic the topic of dead letters
 */
record IngestionSettings(
    Duration trigger,
    int maximumMessagesPerBatch,
    String checkpoint,
    String stationCheckpoint,
    Duration serverTimeout,
    String bootstrapServers,
    String readingsTopic,
    String observationsTopic,
    String deadLettersTopic) {

  static IngestionSettings from(Settings settings) {
    return new IngestionSettings(
        settings.duration("ingestion.trigger", Duration.ZERO, Duration.ofHours(1)),
        settings.integer("ingestion.max-messages-per-batch", 1, 100_000_000),
        settings.string("ingestion.checkpoint"),
        settings.string("ingestion.station-checkpoint"),
        settings.duration("ingestion.server-timeout", Duration.ofSeconds(10), Duration.ofHours(1)),
        settings.string("kafka.bootstrap-servers"),
        Topic.METER_READINGS.name(settings),
        Topic.STATION_OBSERVATIONS.name(settings),
        Topic.DEAD_LETTERS.name(settings));
  }
}
