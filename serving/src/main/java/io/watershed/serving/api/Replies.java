package io.watershed.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.watershed.core.reading.Measurement;
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

  private static final ObjectMapper JSON = new ObjectMapper();

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
    ObjectNode answer =
        JSON.createObjectNode()
            .put("step", step.text())
            .put("unit", Measurement.FLOW.unit().symbol())
            .put("timeZone", zone.getId())
            .put("from", range.from().toString())
            .put("to", range.before().toString())
            .put("seam", clock.horizon() == null ? null : clock.seam().toString());
    ArrayNode list = answer.putArray("points");
    for (Point point : points) {
      list.addObject()
          .put("start", point.start().toString())
          .put("end", point.end().toString())
          .put("label", point.label())
          .put("value", point.value())
          .put("readings", point.readings())
          .put("excluded", point.excluded())
          .put("origin", point.origin().text());
    }
    json(request, answer);
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

  /** Answers with a part of a list. */
  static void page(Context request, Parameters parameters, Page page) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.items().forEach(items::add);
    answer.put("next", page.next().map(parameters::cursor).orElse(null));
    page.total().ifPresent(total -> answer.put("total", total));
    answer.setAll(page.extra());
    json(request, answer);
  }

  /** Answers. */
  static void json(Context request, JsonNode answer) {
    request.contentType("application/json; charset=utf-8").result(answer.toString());
  }
}
