package io.watershed.core.contract;

import io.watershed.core.settings.Settings;

/** The topics of Kafka; each has the id of a device as its key. */
public enum Topic {
  /** Raw messages of meters, as {@code ReadingParser} reads them. */
  METER_READINGS("meter-readings"),
  /** Raw messages of stations, as {@code ObservationParser} reads them. */
  STATION_OBSERVATIONS("station-observations"),
  /** Documents of {@code AlertsIndex}, each time one is written. */
  ALERTS("alerts"),
  /** Messages that could not be used, verbatim, with {@link DeadLetterHeader}s. */
  DEAD_LETTERS("dead-letters");

  private final String usualName;

  Topic(String usualName) {
    this.usualName = usualName;
  }

  /** The topic's name where no setting says another. */
  public String usualName() {
    return usualName;
  }

  /** The key of the setting that names the topic. */
  public String settingsKey() {
    return "kafka.topics." + usualName;
  }

  /** The topic's name in Kafka. */
  public String name(Settings settings) {
    return settings.string(settingsKey());
  }
}
