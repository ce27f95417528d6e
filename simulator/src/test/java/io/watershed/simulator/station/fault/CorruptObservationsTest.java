package io.watershed.simulator.station.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.station.ParsedObservation;
import io.watershed.simulator.SentMessages;
import io.watershed.simulator.station.TestStations;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorruptObservationsTest {

  @Test
  void everyFormOfEveryReasonIsADeadLetterOfThatReason() {
    Set<DeadLetterReason> seen = EnumSet.noneOf(DeadLetterReason.class);
    for (long number = 0; number < 60; number++) {
      byte[] bytes = CorruptObservations.bytes(number, "20AA001", "2026-01-05T10:15:00Z");
      ParsedObservation parsed = TestStations.parse(new SentMessages.Sent("20AA001", bytes));
      assertThat(parsed)
          .as("message %d", number)
          .isInstanceOfSatisfying(
              ParsedObservation.Rejected.class, rejected -> seen.add(rejected.reason()));
      assertThat(((ParsedObservation.Rejected) parsed).reason())
          .as("message %d", number)
          .isEqualTo(CorruptObservations.reason(number));
    }
    assertThat(EnumSet.complementOf(EnumSet.copyOf(seen)))
        .containsExactly(DeadLetterReason.UNKNOWN_UNIT);
  }
}
