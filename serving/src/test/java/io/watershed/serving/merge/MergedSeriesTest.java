package io.watershed.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergedSeriesTest {

  private static final Instant SEAM = Instant.parse("2026-03-29T12:00:00Z");

  @Test
  void whatEndsAtTheSeamIsBatchAndWhatBeginsThereIsProvisional() {
    List<Point> points =
        MergedSeries.of(
            List.of(hour("2026-03-29T11:00:00Z", 5)),
            List.of(hour("2026-03-29T12:00:00Z", 7)),
            SEAM,
            Step.HOUR,
            ZoneOffset.UTC);
    assertThat(points).extracting(Point::value).containsExactly(5.0, 7.0);
    assertThat(points).extracting(Point::origin).containsExactly(Origin.BATCH, Origin.PROVISIONAL);
  }

  @Test
  void anHourThatBothLayersHoldIsTakenFromOne() {
    List<Part> both = List.of(hour("2026-03-29T11:00:00Z", 5), hour("2026-03-29T12:00:00Z", 9));
    List<Point> points =
        MergedSeries.of(
            both,
            List.of(hour("2026-03-29T11:00:00Z", 100), hour("2026-03-29T12:00:00Z", 7)),
            SEAM,
            Step.HOUR,
            ZoneOffset.UTC);
    assertThat(points).extracting(Point::value).containsExactly(5.0, 7.0);
  }

  @Test
  void aDayAcrossTheSeamHoldsBothLayersAndIsProvisional() {
    List<Point> points =
        MergedSeries.of(
            List.of(hour("2026-03-28T23:00:00Z", 1), hour("2026-03-29T11:00:00Z", 5)),
            List.of(hour("2026-03-29T12:00:00Z", 7), hour("2026-03-29T13:00:00Z", 8)),
            SEAM,
            Step.DAY,
            ZoneOffset.UTC);
    assertThat(points).extracting(Point::label).containsExactly("2026-03-28", "2026-03-29");
    assertThat(points).extracting(Point::value).containsExactly(1.0, 20.0);
    assertThat(points).extracting(Point::origin).containsExactly(Origin.BATCH, Origin.PROVISIONAL);
  }

  @Test
  void aDayThatEndsAtTheSeamIsBatch() {
    ZoneId zone = ZoneOffset.ofHours(12);
    List<Point> points =
        MergedSeries.of(List.of(hour("2026-03-29T11:00:00Z", 5)), List.of(), SEAM, Step.DAY, zone);
    assertThat(points.get(0).end()).isEqualTo(SEAM);
    assertThat(points.get(0).origin()).isEqualTo(Origin.BATCH);
  }

  @Test
  void beforeTheFirstBatchRunEverythingIsProvisional() {
    List<Point> points =
        MergedSeries.of(
            List.of(),
            List.of(hour("2026-03-29T11:00:00Z", 5)),
            Instant.EPOCH,
            Step.MONTH,
            ZoneOffset.UTC);
    assertThat(points)
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.label()).isEqualTo("2026-03");
              assertThat(point.origin()).isEqualTo(Origin.PROVISIONAL);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Lord_Howe",
        "Europe/Madrid",
        "America/St_Johns",
        "Asia/Kathmandu"
      })
  void everyLitreIsInExactlyOnePointWhateverTheZoneAndTheSeam(String name) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(7);
    Map<Instant, Integer> litres = new TreeMap<>();
    Instant begin = Instant.parse("2026-03-27T00:00:00Z");
    for (int slot = 0; slot < 4 * 24 * 5; slot++) {
      litres.put(begin.plus(Duration.ofMinutes(15L * slot)), random.nextInt(100));
    }
    for (int hours = 0; hours <= 24 * 5; hours += 7) {
      Instant seam = begin.plus(Duration.ofHours(hours));
      List<Part> batch = new ArrayList<>();
      List<Part> speed = new ArrayList<>();
      // Both layers hold everything; which one counts is the merge's business.
      litres.forEach((start, sum) -> batch.add(slot(start, sum)));
      litres.forEach((start, sum) -> speed.add(slot(start, sum)));
      for (Step step : Step.values()) {
        List<Point> points = MergedSeries.of(batch, speed, seam, step, zone);
        Map<Instant, Double> expected = new TreeMap<>();
        litres.forEach(
            (start, sum) -> expected.merge(step.startOf(start, zone), (double) sum, Double::sum));
        Map<Instant, Double> found = new TreeMap<>();
        points.forEach(point -> found.put(point.start(), point.value()));
        assertThat(found).as("%s, seam %s", step, seam).isEqualTo(expected);
        for (Point point : points) {
          assertThat(point.origin() == Origin.BATCH)
              .as("%s with seam %s", point, seam)
              .isEqualTo(!point.end().isAfter(seam));
        }
      }
    }
  }

  @Test
  void aDayOfSummerTimeIsAsLongAsItIs() {
    ZoneId madrid = ZoneId.of("Europe/Madrid");
    Instant start = LocalDate.parse("2026-03-29").atStartOfDay(madrid).toInstant();
    assertThat(Duration.between(start, Step.DAY.endOf(start, madrid))).hasHours(23);
    assertThat(Step.DAY.label(start, madrid)).isEqualTo("2026-03-29");
    assertThat(Step.MONTH.startOf(start, madrid))
        .isEqualTo(LocalDate.parse("2026-03-01").atStartOfDay(madrid).toInstant());
  }

  private static Part hour(String start, double sum) {
    Instant begin = Instant.parse(start);
    return new Part(begin, begin.plus(Duration.ofHours(1)), sum, 1, 0);
  }

  private static Part slot(Instant start, int sum) {
    return new Part(start, start.plus(Duration.ofMinutes(15)), sum, 1, 0);
  }
}
