package io.watershed.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ParsedMessage;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorruptMessagesTest {

  private static final long ARRIVAL = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  private final ReadingParser parser = new ReadingParser(MessageLimits.from(Settings.of(Map.of())));

  @Test
  void everyMessageIsRejectedForTheReasonItWasMadeFor() {
    Set<DeadLetterReason> seen = EnumSet.noneOf(DeadLetterReason.class);
    for (int number = 0; number < 3 * DeadLetterReason.values().length; number++) {
      byte[] message = CorruptMessages.bytes(number, "50000037", "2026-01-04T23:10:00.000Z");
      assertThat(parser.parse(message, ARRIVAL))
          .as("message %s", number)
          .isInstanceOfSatisfying(
              ParsedMessage.Rejected.class, rejected -> seen.add(rejected.reason()))
          .extracting(outcome -> ((ParsedMessage.Rejected) outcome).reason())
          .isEqualTo(CorruptMessages.reason(number));
    }
    assertThat(seen).isEqualTo(EnumSet.allOf(DeadLetterReason.class));
  }
}
