package io.watershed.serving.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.watershed.core.alert.AlertType;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.serving.answer.MeasuredPointAnswer;
import io.watershed.serving.answer.MeasuredSeriesAnswer;
import io.watershed.serving.answer.StationDetailAnswer;
import io.watershed.serving.answer.StationsAnswer;
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
    Page<KnownStation> page = now.stations().page(filter, parameters.limit(), parameters.cursor());
    Replies.json(
        request,
        new StationsAnswer(
            page.items().stream().map(KnownStation::answer).toList(),
            Replies.next(parameters, page),
            Replies.total(page),
            now.stations().truncated(),
            now.stations().facets(),
            now.clockAnswer()));
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
    Replies.json(
        request,
        new StationDetailAnswer(
            station.answer(),
            station.highWater().from(),
            station.history().firstTime(),
            station.history().lastTime(),
            station.history().observations(),
            answers.stationHistory().elements(station.id()),
            now.stations().upstream(station.id()),
            now.clockAnswer()));
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
            .orElse(station.isGauge() ? Element.WATER_LEVEL : Element.AIR_TEMP);
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = Replies.range(parameters, step, zone, clock);
    Instant end = step.endOf(step.startOf(range.before().minusMillis(1), zone), zone);
    if (Replies.unchanged(request, end, clock)) {
      return;
    }
    List<MeasuredPoint> points =
        answers
            .stationHistory()
            .series(station.id(), element, zone, step, range.from(), range.before(), clock);
    Replies.json(
        request,
        new MeasuredSeriesAnswer(
            element,
            element.unit(),
            step,
            zone,
            range.from(),
            range.before(),
            clock.answeredSeam(),
            points.stream().map(point -> point(point, element)).toList()));
  }

  private static MeasuredPointAnswer point(MeasuredPoint point, Element element) {
    return new MeasuredPointAnswer(
        point.start(),
        point.end(),
        point.label(),
        point.mean(),
        point.minimum(),
        point.maximum(),
        point.last(),
        // Only amounts can be added up.
        element == Element.PRECIP_1H ? point.total() : null,
        point.values(),
        point.excluded(),
        point.origin());
  }

  private void forecast(Context request) {
    Parameters.of(request);
    Replies.json(request, answers.forecasts().newest(known(request)));
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
    Replies.json(request, answers.forecasts().skill(known(request).id()));
  }

  private void alerts(Context request) {
    Parameters parameters =
        Parameters.of(request, "state", "type", "severity", "from", "to", "limit", "cursor");
    FleetRoutes.alerts(
        answers, request, parameters, null, known(request).id(), AlertType.Subject.STATION);
  }
}
