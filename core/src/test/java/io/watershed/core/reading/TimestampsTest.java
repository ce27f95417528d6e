package io.watershed.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampsTest {

  @Test
  void agreesWithTheLibraryOnEveryKindOfDay() throws MessageRejectedException {
    Random random = new Random(7);
    long first = Instant.parse("1899-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2101-01-01T00:00:00Z").getEpochSecond();
    for (int round = 0; round < 20_000; round++) {
      long millis = random.nextLong(first, last) * 1000 + random.nextInt(1000);
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 4, 18 * 4 + 1) * 900);
      OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(zone);
      assertThat(Timestamps.parse(time.toString())).as(time.toString()).isEqualTo(millis);
    }
  }

  @Test
  void leapDaysFollowTheCalendar() throws MessageRejectedException {
    for (String day : new String[] {"2000-02-29", "2020-02-29", "2100-02-28", "2021-03-01"}) {
      String text = day + "T00:00:00.000Z";
      assertThat(Timestamps.parse(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }
  }
}
