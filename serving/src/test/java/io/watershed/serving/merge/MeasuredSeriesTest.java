package io.watershed.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredSeriesTest {

  private static final Instant SEAM = Instant.parse("2026-05-20T15:00:00Z");

  private static MeasuredPart part(String start, long values, double value) {
    Instant begin = Instant.parse(start);
    return new MeasuredPart(
        begin,
        begin.plus(Duration.ofHours(1)),
        values,
        value - 1,
        value + 1,
        value,
        value + 0.5,
        value - 0.5,
        2);
  }

  @Test
  void eachSideOfTheSeamIsOneLayers() {
    List<MeasuredPart> batch =
        List.of(part("2026-05-20T14:00:00Z", 4, 1), part("2026-05-20T15:00:00Z", 4, 99));
    List<MeasuredPart> speed =
        List.of(part("2026-05-20T14:00:00Z", 4, 99), part("2026-05-20T15:00:00Z", 2, 3));

    List<MeasuredPoint> points = MeasuredSeries.of(batch, speed, SEAM, Step.HOUR, ZoneOffset.UTC);

    assertThat(points).extracting(MeasuredPoint::mean).containsExactly(1.0, 3.0);
    assertThat(points)
        .extracting(MeasuredPoint::origin)
        .containsExactly(Origin.BATCH, Origin.PROVISIONAL);
  }

  @Test
  void aSpanWeighsItsHoursByTheirValues() {
    // Out of order, as documents may be.
    List<MeasuredPart> batch =
        List.of(part("2026-05-20T14:00:00Z", 3, 10), part("2026-05-20T13:00:00Z", 1, 2));

    MeasuredPoint day = MeasuredSeries.of(batch, List.of(), SEAM, Step.DAY, ZoneOffset.UTC).get(0);

    assertThat(day.mean()).isEqualTo((3 * 10 + 2) / 4.0);
    assertThat(day.minimum()).isEqualTo(1);
    assertThat(day.maximum()).isEqualTo(11);
    assertThat(day.last()).isEqualTo(10.5);
    assertThat(day.atStart()).isEqualTo(1.5);
    assertThat(day.total()).isEqualTo(13);
    assertThat(day.values()).isEqualTo(4);
    assertThat(day.excluded()).isEqualTo(4);
    assertThat(day.origin()).as("the day is not over").isEqualTo(Origin.PROVISIONAL);
  }

  @Test
  void hoursWithoutABelievedValueSayOnlyThat() {
    MeasuredPart none =
        new MeasuredPart(SEAM.minusSeconds(3600), SEAM, 0, null, null, null, null, null, 4);

    MeasuredPoint point =
        MeasuredSeries.of(List.of(none), List.of(), SEAM, Step.HOUR, ZoneOffset.UTC).get(0);

    assertThat(point.mean()).isNull();
    assertThat(point.total()).isNull();
    assertThat(point.excluded()).isEqualTo(4);
  }

  @Test
  void daysAreThoseOfTheZone() {
    List<MeasuredPart> batch =
        List.of(part("2026-05-20T06:00:00Z", 1, 1), part("2026-05-20T07:00:00Z", 1, 2));

    assertThat(MeasuredSeries.of(batch, List.of(), SEAM, Step.DAY, ZoneId.of("America/Vancouver")))
        .extracting(MeasuredPoint::label)
        .containsExactly("2026-05-19", "2026-05-20");
  }
}
