package io.watershed.speed.station;

import io.watershed.core.settings.Settings;
import io.watershed.core.station.StationRules;
import io.watershed.speed.SpeedSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The settings of the stream of stations.
 *
 * @param rules windows, watermark and alerts
 * @param topic of the raw messages
 * @param trigger time between two looks at Kafka
 * @param maximumOffsetsPerTrigger the most messages of one micro-batch
 * @param statePartitions tasks that hold the stations' state
 * @param checkpoint folder of the query's offsets and state
 * @param layer what the streams have in common
 */
public record StationSettings(
    StationRules rules,
    String topic,
    Duration trigger,
    int maximumOffsetsPerTrigger,
    int statePartitions,
    String checkpoint,
    SpeedSettings layer)
    implements Serializable {

  /**
   * Reads the settings {@code speed.stations.*}, {@code alerts.*} and those of {@link
   * SpeedSettings}.
   *
   * @throws io.watershed.core.settings.SettingsException if one is absent or out of range
   */
  public static StationSettings from(Settings settings) {
    return new StationSettings(
        StationRules.from(settings),
        settings.string("kafka.topics.station-observations"),
        settings.duration("speed.stations.trigger", Duration.ZERO, Duration.ofHours(1)),
        settings.integer("speed.stations.max-offsets-per-trigger", 1, 50_000_000),
        settings.integer("speed.stations.state-partitions", 1, 10_000),
        settings.string("speed.stations.checkpoint"),
        SpeedSettings.from(settings));
  }
}
