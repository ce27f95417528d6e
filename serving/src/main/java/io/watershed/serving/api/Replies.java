package io.watershed.serving.api;

import io.javalin.http.Context;
import io.watershed.core.reading.Measurement;
import io.watershed.serving.answer.AnswerWriter;
import io.watershed.serving.answer.PointAnswer;
import io.watershed.serving.answer.SeriesAnswer;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Forms that answers of several routes share. */
final class Replies {

  /** What a range of time may span. */
  static final Duration LONGEST_RANGE = Duration.ofDays(400);

  private static final String JSON_TYPE = "application/json; charset=utf-8";

  private Replies() {}

  /** The range of a series; the last two days, month or year of the data unless asked. */
  static Parameters.Range range(Parameters parameters, Step step, ZoneId zone, DataClock clock) {
    Instant end = step.endOf(step.startOf(clock.now(), zone), zone);
    Instant begin =
        switch (step) {
          case HOUR -> end.minus(48, ChronoUnit.HOURS);
          case DAY ->
              clock.now().atZone(zone).toLocalDate().minusDays(30).atStartOfDay(zone).toInstant();
          case MONTH ->
              clock
                  .now()
                  .atZone(zone)
                  .toLocalDate()
                  .withDayOfMonth(1)
                  .minusMonths(11)
                  .atStartOfDay(zone)
                  .toInstant();
        };
    return parameters.range(zone, new Parameters.Range(begin, end), LONGEST_RANGE);
  }

  /** Answers with the points of a series. */
  static void series(
      Context request,
      Step step,
      ZoneId zone,
      List<Point> points,
      Parameters.Range range,
      DataClock clock) {
    if (unchanged(
        request, step.endOf(step.startOf(range.before().minusMillis(1), zone), zone), clock)) {
      return;
    }
    json(
        request,
        new SeriesAnswer(
            step,
            Measurement.FLOW.unit().symbol(),
            zone,
            range.from(),
            range.before(),
            clock.answeredSeam(),
            points.stream().map(Replies::point).toList()));
  }

  private static PointAnswer point(Point point) {
    return new PointAnswer(
        point.start(),
        point.end(),
        point.label(),
        point.value(),
        point.readings(),
        point.excluded(),
        point.origin());
  }

  /**
   * What lies wholly before the seam changes with a batch run only. Tells whether the caller has it
   * already, and answers then.
   */
  static boolean unchanged(Context request, Instant end, DataClock clock) {
    if (clock.horizon() == null || end.isAfter(clock.seam())) {
      return false;
    }
    String tag = "W/\"" + clock.version() + "\"";
    request.header("ETag", tag);
    if (tag.equals(request.header("If-None-Match"))) {
      request.status(304);
      return true;
    }
    return false;
  }

  /** Where the list of a page goes on; null at its end. */
  static String next(Parameters parameters, Page<?> page) {
    return page.next().map(parameters::cursor).orElse(null);
  }

  /** How many items there are in all. */
  static long total(Page<?> page) {
    return page.total().orElseThrow();
  }

  /** Answers with a record of the package {@code answer}. */
  static void json(Context request, Object answer) {
    request.contentType(JSON_TYPE).result(AnswerWriter.write(answer));
  }
}
