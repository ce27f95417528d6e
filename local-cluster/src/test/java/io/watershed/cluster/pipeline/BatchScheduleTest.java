package io.watershed.cluster.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchScheduleTest {
  @Test
  void runsAtMinuteFiveOfTheSameHourBeforeIt() {
    assertThat(BatchSchedule.nextHour(Instant.parse("2026-01-01T10:04:59Z")))
        .isEqualTo(Instant.parse("2026-01-01T10:05:00Z"));
  }

  @Test
  void runsAtMinuteFiveOfTheNextHourFromThenOn() {
    assertThat(BatchSchedule.nextHour(Instant.parse("2026-01-01T23:05:00Z")))
        .isEqualTo(Instant.parse("2026-01-02T00:05:00Z"));
  }
}
