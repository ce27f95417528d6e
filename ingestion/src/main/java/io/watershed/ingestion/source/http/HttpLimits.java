package io.watershed.ingestion.source.http;

import io.watershed.core.settings.Settings;
import java.time.Duration;

/**
 * How a provider is asked.
 *
 * @param connectTimeout how long a connection may take
 * @param timeout how long an answer may take as a whole, from the request to its last byte
 * @param maximumBytes the longest answer
 * @param retries how often a request is repeated
 * @param firstBackoff the pause before the first repetition; it doubles, with jitter
 * @param longestBackoff the longest such pause
 * @param longestRetryAfter the longest pause that a provider may ask for
 */
public record HttpLimits(
    Duration connectTimeout,
    Duration timeout,
    int maximumBytes,
    int retries,
    Duration firstBackoff,
    Duration longestBackoff,
    Duration longestRetryAfter) {

  /** The limits of the settings {@code sources.http}. */
  public static HttpLimits from(Settings settings) {
    Duration first =
        settings.duration(
            "sources.http.first-backoff", Duration.ofMillis(1), Duration.ofMinutes(1));
    return new HttpLimits(
        settings.duration(
            "sources.http.connect-timeout", Duration.ofMillis(100), Duration.ofMinutes(5)),
        settings.duration("sources.http.timeout", Duration.ofMillis(100), Duration.ofMinutes(30)),
        settings.integer("sources.http.max-response-bytes", 1_000, 1_000_000_000),
        settings.integer("sources.http.retries", 0, 100),
        first,
        settings.duration("sources.http.longest-backoff", first.plusMillis(1), Duration.ofHours(1)),
        settings.duration("sources.http.longest-retry-after", Duration.ZERO, Duration.ofHours(24)));
  }
}
