package io.watershed.serving.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.watershed.core.alert.AlertType;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.serving.merge.MeasuredPoint;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.Freshness;
import io.watershed.serving.query.KnownStation;
import io.watershed.serving.query.Page;
import io.watershed.serving.query.StationState;
import io.watershed.serving.query.Stations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What is asked of stations: {@code /stations}. */
final class StationRoutes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration USUAL_PAST = Duration.ofDays(7);
  private static final Duration LONGEST_PAST = Duration.ofDays(40);

  private final ApiServer.Answers answers;

  StationRoutes(ApiServer.Answers answers) {
    this.answers = answers;
  }

  void add(Javalin server, String base) {
    server.get(base + "/stations", this::list);
    server.get(base + "/stations/{id}", this::station);
    server.get(base + "/stations/{id}/series", this::series);
    server.get(base + "/stations/{id}/forecast", this::forecast);
    server.get(base + "/stations/{id}/forecasts/past", this::past);
    server.get(base + "/stations/{id}/skill", this::skill);
    server.get(base + "/stations/{id}/alerts", this::alerts);
  }

  /** The filter that a request's parameters make; those that it does not know are open. */
  static Stations.Filter filter(Parameters parameters) {
    return new Stations.Filter(
        parameters.text("query").orElse(null),
        parameters
            .oneOf("kind", List.of(StationKind.GAUGE.wireName(), StationKind.WEATHER.wireName()))
            .flatMap(StationKind::ofWireName)
            .orElse(null),
        parameters.text("province").orElse(null),
        parameters.decimal("minTemperature", -100, 100).orElse(null),
        parameters.decimal("maxTemperature", -100, 100).orElse(null),
        parameters.oneOf("freshness", Freshness.class).orElse(null),
        parameters.oneOf("risk", FloodRisk.class).orElse(null));
  }

  private void list(Context request) {
    Parameters parameters =
        Parameters.of(
            request,
            "query",
            "kind",
            "province",
            "minTemperature",
            "maxTemperature",
            "freshness",
            "risk",
            "limit",
            "cursor");
    Stations.Filter filter = filter(parameters);
    StationState.Snapshot now = answers.stations().snapshot();
    Page page = now.stations().page(filter, parameters.limit(), parameters.cursor());
    page.extra().set("clock", now.clockJson());
    Replies.page(request, parameters, page);
  }

  private KnownStation known(Context request) {
    String id = Parameters.device(request);
    return answers
        .stations()
        .snapshot()
        .stations()
        .station(id)
        .orElseThrow(
            () -> ProblemException.notFound("No station " + id + " has sent observations."));
  }

  private DataClock clock() {
    return answers.stations().snapshot().stations().clock();
  }

  private void station(Context request) {
    Parameters.of(request);
    KnownStation station = known(request);
    StationState.Snapshot now = answers.stations().snapshot();
    ObjectNode answer = station.detail();
    answer.set("elements", answers.stationHistory().elements(station.id()));
    answer.set("upstream", now.stations().upstream(station.id()));
    answer.set("clock", now.clockJson());
    Replies.json(request, answer);
  }

  private void series(Context request) {
    Parameters parameters = Parameters.of(request, "element", "step", "from", "to");
    KnownStation station = known(request);
    DataClock clock = clock();
    ZoneId zone = station.zone();
    Element element =
        parameters
            .oneOf("element", Element.wireNames())
            .flatMap(Element::ofWireName)
            .orElse(
                station.json().path("kind").asText().equals(StationKind.GAUGE.wireName())
                    ? Element.WATER_LEVEL
                    : Element.AIR_TEMP);
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = Replies.range(parameters, step, zone, clock);
    Instant end = step.endOf(step.startOf(range.before().minusMillis(1), zone), zone);
    if (Replies.unchanged(request, end, clock)) {
      return;
    }
    ObjectNode answer =
        JSON.createObjectNode()
            .put("element", element.wireName())
            .put("unit", element.unit())
            .put("step", step.text())
            .put("timeZone", zone.getId())
            .put("from", range.from().toString())
            .put("to", range.before().toString())
            .put("seam", clock.horizon() == null ? null : clock.seam().toString());
    ArrayNode points = answer.putArray("points");
    for (MeasuredPoint point :
        answers
            .stationHistory()
            .series(station.id(), element, zone, step, range.from(), range.before(), clock)) {
      ObjectNode one =
          points
              .addObject()
              .put("start", point.start().toString())
              .put("end", point.end().toString())
              .put("label", point.label())
              .put("mean", point.mean())
              .put("min", point.minimum())
              .put("max", point.maximum())
              .put("last", point.last());
      // Only amounts can be added up.
      one.put("total", element == Element.PRECIP_1H ? point.total() : null)
          .put("values", point.values())
          .put("excluded", point.excluded())
          .put("origin", point.origin().text());
    }
    Replies.json(request, answer);
  }

  private void forecast(Context request) {
    Parameters.of(request);
    KnownStation station = known(request);
    ObjectNode answer = answers.forecasts().newest(station.id()).put("station", station.id());
    ObjectNode detail = station.detail();
    answer.set("highWater", detail.get("highWater"));
    answer.set("highWaterFrom", detail.get("highWaterFrom"));
    Replies.json(request, answer);
  }

  private void past(Context request) {
    Parameters parameters = Parameters.of(request, "lead", "from", "to");
    KnownStation station = known(request);
    DataClock clock = clock();
    Instant end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Parameters.Range range =
        parameters.range(
            ZoneOffset.UTC, new Parameters.Range(end.minus(USUAL_PAST), end), LONGEST_PAST);
    Replies.json(
        request,
        answers
            .forecasts()
            .past(
                station.id(),
                parameters.lead().orElse(LeadTime.SHORT).hours(),
                range.from(),
                range.before(),
                clock));
  }

  private void skill(Context request) {
    Parameters.of(request);
    ObjectNode answer = JSON.createObjectNode().put("unit", Element.WATER_LEVEL.unit());
    answer.set("items", answers.forecasts().skill(known(request).id()));
    Replies.json(request, answer);
  }

  private void alerts(Context request) {
    Parameters parameters =
        Parameters.of(request, "state", "type", "severity", "from", "to", "limit", "cursor");
    FleetRoutes.alerts(
        answers, request, parameters, null, known(request).id(), AlertType.Subject.STATION);
  }
}
