package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LevelRecordTest {

  private static final long START = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long WEEK = Duration.ofDays(7).toMillis();

  private final LevelRecord levels = LevelRecord.empty();

  @Test
  void tellsTheLevelThatAShareDoesNotExceed() {
    for (int hour = 0; hour < 200; hour++) {
      levels.take(START + hour * HOUR, hour % 100);
    }
    assertThat(levels.percentile(START + 200 * HOUR, 0.95, WEEK)).hasValue(94);
  }

  @Test
  void needsItsHistory() {
    for (int hour = 0; hour < 168; hour++) {
      levels.take(START + hour * HOUR, hour);
    }
    assertThat(levels.percentile(START + 168 * HOUR, 0.95, WEEK)).isEmpty();
  }

  @Test
  void changesOnceADay() {
    for (int hour = 0; hour < 240; hour++) {
      levels.take(START + hour * HOUR, 1);
    }
    assertThat(levels.percentile(START + 240 * HOUR, 0.95, WEEK)).hasValue(1);
    for (int hour = 240; hour < 263; hour++) {
      levels.take(START + hour * HOUR, 5);
    }
    assertThat(levels.percentile(START + 263 * HOUR, 0.95, WEEK)).hasValue(1);
    assertThat(levels.percentile(START + 264 * HOUR, 0.95, WEEK)).hasValue(5);
  }

  @Test
  void forgetsWhatIsOlderThanAMonthAndReadsItselfBack() {
    for (int hour = 0; hour < 24 * 70; hour++) {
      levels.take(START + hour * HOUR, hour < 24 * 40 ? 9 : 1);
      levels.take(START + hour * HOUR + 1, 100);
      levels.take(START, 100);
    }
    BinaryWriter out = new BinaryWriter(16);
    levels.write(out);
    assertThat(out.size()).isLessThan(24 * 30 * 10 + 200);
    LevelRecord read = LevelRecord.read(new BinaryReader(out.toByteArray()));
    assertThat(read.percentile(START + 24 * 70 * HOUR, 0.95, WEEK)).hasValue(1);
  }
}
