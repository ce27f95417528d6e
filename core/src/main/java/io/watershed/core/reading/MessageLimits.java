package io.watershed.core.reading;

import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The bounds a message must keep to become a reading.
 *
 * @param maximumBytes longest message, bytes
 * @param earliest the oldest timestamp allowed
 * @param maximumFuture how far a timestamp may lie after the message's arrival
 */
public record MessageLimits(int maximumBytes, Instant earliest, Duration maximumFuture)
    implements Serializable {

  /** The limits of the settings {@code validation.*}. */
  public static MessageLimits from(Settings settings) {
    return new MessageLimits(
        settings.integer("validation.max-message-bytes", 256, 1_000_000),
        settings.instant("validation.earliest"),
        settings.duration("validation.max-future", Duration.ZERO, Duration.ofDays(3650)));
  }
}
