package io.watershed.ingestion.source.http;

import io.watershed.core.settings.SettingsRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            HttpLimits::from,
            new HttpLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                64_000_000,
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10)))
        .explicit(
            Map.of(
                "sources.http.connect-timeout", "2s",
                "sources.http.timeout", "20s",
                "sources.http.max-response-bytes", "5000",
                "sources.http.retries", "0",
                "sources.http.first-backoff", "10 ms",
                "sources.http.longest-backoff", "11 ms",
                "sources.http.longest-retry-after", "0s"),
            new HttpLimits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                5000,
                0,
                Duration.ofMillis(10),
                Duration.ofMillis(11),
                Duration.ZERO))
        .rejects("sources.http.connect-timeout", "6 minutes")
        .rejects("sources.http.timeout", "99 ms")
        .rejects("sources.http.max-response-bytes", "999")
        .rejects("sources.http.retries", "-1")
        .rejects("sources.http.first-backoff", "0s")
        .rejects("sources.http.longest-backoff", "1s")
        .rejects("sources.http.longest-retry-after", "25 hours");
  }
}
