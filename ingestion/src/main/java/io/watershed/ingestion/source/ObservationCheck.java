package io.watershed.ingestion.source;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationParser;
import io.watershed.core.station.ObservationWriter;
import io.watershed.core.station.ParsedObservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes messages, and refuses what the layers would not take: their own parser decides, so that a
 * source never sends what becomes a dead letter later.
 */
public final class ObservationCheck {

  private final ObservationWriter writer = new ObservationWriter();
  private final ObservationParser parser;
  private final Duration maximumAge;
  private final Clock clock;

  /**
   * A check.
   *
   * @param maximumAge how old an observation may be
   */
  public ObservationCheck(MessageLimits limits, Duration maximumAge, Clock clock) {
    this.parser = new ObservationParser(limits);
    this.maximumAge = maximumAge;
    this.clock = clock;
  }

  /** The check of the settings {@code validation.*} and {@code sources.max-age}. */
  public static ObservationCheck from(Settings settings, Clock clock) {
    return new ObservationCheck(
        MessageLimits.from(settings),
        settings.duration("sources.max-age", Duration.ofHours(1), Duration.ofDays(36_500)),
        clock);
  }

  /** A check for data of any age that the layers take, such as files of past years. */
  public static ObservationCheck ofAnyAge(Settings settings, Clock clock) {
    return new ObservationCheck(MessageLimits.from(settings), Duration.ofDays(36_500), clock);
  }

  /** Where the present is taken from. */
  public Clock clock() {
    return clock;
  }

  /**
   * The message of an observation.
   *
   * @throws MessageRejectedException if the layers would reject it, or it is too old
   */
  public byte[] message(Observation observation) throws MessageRejectedException {
    Instant now = clock.instant();
    if (observation.timestamp().isBefore(now.minus(maximumAge))) {
      throw new MessageRejectedException(
          DeadLetterReason.TIMESTAMP_TOO_OLD,
          "timestamp "
              + observation.timestamp()
              + " is more than "
              + maximumAge.toDays()
              + " days old");
    }
    byte[] message = writer.write(observation);
    ParsedObservation parsed = parser.parse(message, now.toEpochMilli());
    if (parsed instanceof ParsedObservation.Rejected rejected) {
      throw new MessageRejectedException(rejected.reason(), rejected.detail());
    }
    return message;
  }
}
