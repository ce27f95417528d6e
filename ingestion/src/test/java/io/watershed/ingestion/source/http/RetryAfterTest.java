package io.watershed.ingestion.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.ingestion.source.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private final MovableClock clock = new MovableClock("2026-11-20T08:00:00Z");

  @Test
  void readsSecondsAndDates() {
    assertThat(RetryAfter.parse(" 120 ", clock)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 08:01:30 GMT", clock))
        .contains(Duration.ofSeconds(90));
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 07:00:00 GMT", clock)).contains(Duration.ZERO);
  }

  @Test
  void whatIsNeitherIsNone() {
    assertThat(RetryAfter.parse("soon", clock)).isEmpty();
    assertThat(RetryAfter.parse("", clock)).isEmpty();
    assertThat(RetryAfter.parse("-5", clock)).isEmpty();
    assertThat(RetryAfter.parse("99999999999999", clock)).isEmpty();
  }
}
