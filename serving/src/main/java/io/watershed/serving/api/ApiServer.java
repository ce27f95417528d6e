package io.watershed.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.ParsedEndpoint;
import io.watershed.core.alert.AlertType;
import io.watershed.core.alert.Severity;
import io.watershed.core.meter.Meter;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import io.watershed.serving.export.DateRange;
import io.watershed.serving.merge.Point;
import io.watershed.serving.merge.Step;
import io.watershed.serving.query.Alerts;
import io.watershed.serving.query.Consumption;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.DeadLetters;
import io.watershed.serving.query.Directory;
import io.watershed.serving.query.FleetState;
import io.watershed.serving.query.FleetState.Snapshot;
import io.watershed.serving.query.MeterHistory;
import io.watershed.serving.query.Overview;
import io.watershed.serving.query.Page;
import io.watershed.serving.query.Problems;
import io.watershed.serving.query.SearchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: {@code /api/v1} and the pages. */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/api/v1";
  private static final int THREADS = 40;
  private static final Duration LONGEST_RANGE = Duration.ofDays(400);
  private static final String[] PAGED = {Parameters.LIMIT, Parameters.CURSOR};

  /** What answers are computed by. */
  public record Answers(
      FleetState state,
      Consumption consumption,
      MeterHistory history,
      Alerts alerts,
      Problems problems,
      Overview overview,
      DeadLetters deadLetters) {}

  private final Answers answers;
  private final Pages pages = new Pages();
  private final EventStream events;
  private final CsvDownloads downloads;
  private final Guard guard;
  private final RequestFigures figures = new RequestFigures();
  private final JsonNode description;
  private final Javalin server;

  private ApiServer(HttpSettings http, Answers answers, CsvDownloads downloads) {
    this.answers = answers;
    this.downloads = downloads;
    this.events = new EventStream(http.eventClients());
    this.guard = new Guard(http);
    this.description = description();
    this.server = Javalin.create(this::configure);
    routes();
    answers.state().listen(events);
    server.start(http.host(), http.port());
  }

  /**
   * Starts a server.
   *
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static ApiServer start(HttpSettings http, Answers answers, Settings settings) {
    return new ApiServer(http, answers, new CsvDownloads(settings));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** How many requests it has answered, and how fast. */
  public RequestFigures figures() {
    return figures;
  }

  /** The paths that it answers below {@code /api/v1}. */
  public SortedSet<String> paths() {
    SortedSet<String> paths = new TreeSet<>();
    for (ParsedEndpoint endpoint : server.unsafeConfig().pvt.internalRouter.allHttpHandlers()) {
      String path = endpoint.getEndpoint().getPath();
      if (endpoint.getEndpoint().getMethod() == HandlerType.GET && path.startsWith(BASE)) {
        paths.add(path.substring(BASE.length()));
      }
    }
    return paths;
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.useVirtualThreads = false;
    config.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = 10_000L;
    config.http.generateEtags = false;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, 4, 60_000);
    Pages.addFiles(config);
    config.requestLogger.http(
        (request, millis) -> {
          // These last as long as a browser follows or a file is long, which says nothing of speed.
          if (!request.path().equals(BASE + "/events")
              && !request.path().startsWith(BASE + "/exports/")) {
            figures.add(millis);
          }
        });
  }

  private void routes() {
    server.before(guard::check);
    server.get("/health", request -> json(request, JSON.createObjectNode().put("status", "up")));
    for (String path : pages.paths()) {
      server.get(path, request -> pages.answer(request, path));
    }
    server.get(BASE + "/openapi.json", request -> known(request, description));
    server.get(BASE + "/clock", request -> known(request, snapshot().clockJson()));
    server.get(BASE + "/overview", request -> ready(request, snapshot().overviewJson()));
    server.get(BASE + "/pipeline", request -> ready(request, snapshot().pipelineJson()));
    server.get(BASE + "/devices", this::devices);
    server.get(BASE + "/devices/{id}", this::device);
    server.get(BASE + "/devices/{id}/consumption", this::deviceConsumption);
    server.get(BASE + "/devices/{id}/days", this::days);
    server.get(BASE + "/devices/{id}/readings", this::readings);
    server.get(BASE + "/devices/{id}/windows", this::windows);
    server.get(BASE + "/devices/{id}/alerts", this::deviceAlerts);
    server.get(BASE + "/alerts", this::alerts);
    server.get(BASE + "/suburbs", this::suburbs);
    server.get(BASE + "/suburbs/{name}/consumption", this::suburbConsumption);
    server.get(BASE + "/problems", this::problems);
    server.get(BASE + "/dead-letters", this::deadLetters);
    server.get(BASE + "/exports", this::exports);
    server.get(BASE + "/exports/{name}", this::export);
    server.get(
        BASE + "/connections/{name}",
        request -> {
          Parameters.of(request);
          downloads.connection(request, request.pathParam("name"));
        });
    server.before(
        BASE + "/events",
        request -> {
          Parameters.of(request);
          if (!events.hasRoom()) {
            request.header("Retry-After", "30");
            throw ProblemException.of(
                503,
                "Too many listeners",
                "As many browsers as allowed follow the events already.");
          }
        });
    server.sse(BASE + "/events", client -> events.join(client, snapshot()));
    server.exception(
        ProblemException.class, (problem, request) -> ProblemDocument.write(request, problem));
    server.exception(SearchException.class, ApiServer::searchFailed);
    server.exception(HttpResponseException.class, ProblemDocument::write);
    server.exception(
        Exception.class,
        (failure, request) -> {
          LOG.warn("the request {} failed", request.path(), failure);
          ProblemDocument.write(
              request,
              ProblemException.of(500, "The server failed", "The log of the dashboard says why."));
        });
    server.error(
        404,
        request -> {
          if (!ProblemDocument.isOne(request)) {
            ProblemDocument.write(
                request, ProblemException.notFound("There is nothing at this address."));
          }
        });
  }

  private static void searchFailed(SearchException failure, Context request) {
    if (failure.refused() && request.queryParam(Parameters.CURSOR) != null) {
      ProblemDocument.write(
          request,
          ProblemException.parameter(
              Parameters.CURSOR,
              String.valueOf(request.queryParam(Parameters.CURSOR)),
              "the \"next\" of an answer to the same question"));
      return;
    }
    LOG.warn("{}", failure.getMessage());
    request.header("Retry-After", "5");
    ProblemDocument.write(
        request,
        ProblemException.of(
            503, "Elasticsearch is away", failure.getMessage() + "; try again in some seconds."));
  }

  private Snapshot snapshot() {
    return answers.state().snapshot();
  }

  private DataClock clock() {
    return snapshot().clock();
  }

  private void devices(Context request) {
    Parameters parameters =
        Parameters.of(
            request, "query", "suburb", "usageType", "meterType", "problem", "limit", "cursor");
    Directory.Filter filter =
        new Directory.Filter(
            parameters.text("query").orElse(null),
            parameters.text("suburb").orElse(null),
            parameters.text("usageType").orElse(null),
            parameters.text("meterType").orElse(null),
            parameters.oneOf("problem", ProblemType.class).orElse(null));
    Snapshot now = usable(request);
    page(
        request, parameters, now.directory().page(filter, parameters.limit(), parameters.cursor()));
  }

  /** The snapshot, unless there never was one. */
  private Snapshot usable(Context request) {
    Snapshot now = snapshot();
    if (now.overview().isEmpty()) {
      request.header("Retry-After", "2");
      throw ProblemException.of(503, "Not ready yet", now.message());
    }
    return now;
  }

  private Directory.Device known(Context request) {
    String id = Parameters.device(request);
    Snapshot now = usable(request);
    return now.directory()
        .device(id)
        .or(() -> unlisted(id, now.clock()))
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "No meter " + id + " is in a fleet list, and none has sent readings."));
  }

  /** A meter that no list names and that was silent of late. */
  private Optional<Directory.Device> unlisted(String id, DataClock clock) {
    return answers.history().hasData(id)
        ? Optional.of(
            new Directory.Device(
                Meter.unknown(id, clock.zone()), JSON.createArrayNode(), null, null, 0))
        : Optional.empty();
  }

  private void device(Context request) {
    Parameters.of(request);
    Directory.Device device = known(request);
    String id = device.meter().id();
    ObjectNode answer = device.json();
    answer.setAll(answers.history().coverage(id));
    answer.set("month", answers.history().newestMonth(id).map(JsonNode.class::cast).orElse(null));
    answer.set("problemHistory", answers.history().problems(id));
    answer.set("clock", snapshot().clockJson());
    json(request, answer);
  }

  private void deviceConsumption(Context request) {
    Parameters parameters = Parameters.of(request, "step", "from", "to");
    Directory.Device device = known(request);
    ZoneId zone = device.meter().zone();
    DataClock clock = clock();
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = range(parameters, step, zone, clock);
    List<Point> points =
        answers
            .consumption()
            .ofMeter(device.meter().id(), zone, step, range.from(), range.before(), clock);
    series(request, step, zone, points, range, clock);
  }

  private static Parameters.Range range(
      Parameters parameters, Step step, ZoneId zone, DataClock clock) {
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

  private static void series(
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
  private static boolean unchanged(Context request, Instant end, DataClock clock) {
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

  private static Measurement measurement(Parameters parameters) {
    return parameters
        .oneOf("measurement", List.copyOf(Measurement.canonicalNames()))
        .flatMap(Measurement::ofCanonicalName)
        .orElse(Measurement.FLOW);
  }

  private void days(Context request) {
    Parameters parameters = Parameters.of(request, "measurement", "from", "to");
    Directory.Device device = known(request);
    DataClock clock = clock();
    Measurement measurement = measurement(parameters);
    LocalDate today = clock.today();
    Parameters.Days days =
        parameters.days(today.minusDays(30), today, Math.toIntExact(LONGEST_RANGE.toDays()));
    ZoneId zone = device.meter().zone();
    if (unchanged(request, days.to().plusDays(1).atStartOfDay(zone).toInstant(), clock)) {
      return;
    }
    ObjectNode answer =
        JSON.createObjectNode()
            .put("measurement", measurement.canonicalName())
            .put("unit", measurement.unit().symbol())
            .put("from", days.from().toString())
            .put("to", days.to().toString());
    answer.set(
        "items", answers.history().days(device.meter().id(), measurement, days.from(), days.to()));
    json(request, answer);
  }

  private void readings(Context request) {
    Parameters parameters = Parameters.of(request, "measurement", "from", "to", "limit", "cursor");
    Directory.Device device = known(request);
    DataClock clock = clock();
    Parameters.Range range = lastDay(parameters, device, clock);
    Page page =
        answers
            .history()
            .readings(
                device.meter().id(),
                measurement(parameters),
                range.from(),
                range.before(),
                clock,
                parameters.limit(),
                parameters.cursor());
    if (!unchanged(request, range.before(), clock)) {
      page(request, parameters, page);
    }
  }

  private static Parameters.Range lastDay(
      Parameters parameters, Directory.Device device, DataClock clock) {
    Instant end = clock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return parameters.range(
        device.meter().zone(),
        new Parameters.Range(end.minus(24, ChronoUnit.HOURS), end),
        LONGEST_RANGE);
  }

  private void windows(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to", "limit", "cursor");
    Directory.Device device = known(request);
    Parameters.Range range = lastDay(parameters, device, clock());
    page(
        request,
        parameters,
        answers
            .history()
            .windows(
                device.meter().id(),
                range.from(),
                range.before(),
                parameters.limit(),
                parameters.cursor()));
  }

  private void deviceAlerts(Context request) {
    Parameters parameters =
        Parameters.of(request, "state", "type", "severity", "from", "to", "limit", "cursor");
    String id = known(request).meter().id();
    alerts(request, parameters, null, id);
  }

  private void alerts(Context request) {
    Parameters parameters =
        Parameters.of(
            request,
            "state",
            "type",
            "severity",
            "suburb",
            "device",
            "from",
            "to",
            "limit",
            "cursor");
    alerts(
        request,
        parameters,
        parameters.text("suburb").orElse(null),
        parameters.text("device").orElse(null));
  }

  private void alerts(Context request, Parameters parameters, String suburb, String device) {
    DataClock clock = clock();
    Instant from = parameters.instant("from", clock.zone(), false).orElse(null);
    Instant before = parameters.instant("to", clock.zone(), true).orElse(null);
    if (from != null && before != null && !from.isBefore(before)) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from + ") must lie before to (" + before + ").",
          "from",
          "an instant before to");
    }
    Alerts.Filter filter =
        new Alerts.Filter(
            parameters.oneOf("state", Alerts.State.class).orElse(Alerts.State.ALL),
            parameters.oneOf("type", AlertType.class).orElse(null),
            parameters.oneOf("severity", Severity.class).orElse(null),
            suburb,
            device,
            from,
            before);
    page(
        request,
        parameters,
        answers.alerts().page(filter, clock, parameters.limit(), parameters.cursor()));
  }

  private void suburbs(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to");
    Snapshot now = usable(request);
    LocalDate today = now.clock().today();
    Parameters.Days days = parameters.days(today, today, Math.toIntExact(LONGEST_RANGE.toDays()));
    Instant end = days.to().plusDays(1).atStartOfDay(now.clock().zone()).toInstant();
    if (unchanged(request, end, now.clock())) {
      return;
    }
    ObjectNode answer =
        JSON.createObjectNode().put("from", days.from().toString()).put("to", days.to().toString());
    answer.set(
        "items", answers.overview().suburbs(days.from(), days.to(), now.clock(), now.directory()));
    json(request, answer);
  }

  private void suburbConsumption(Context request) {
    Parameters parameters = Parameters.of(request, "step", "from", "to");
    DataClock clock = usable(request).clock();
    String suburb = request.pathParam("name");
    boolean known = suburb.equals("Unknown");
    for (JsonNode name : snapshot().directory().facets().path("suburbs")) {
      known |= name.asText().equals(suburb);
    }
    if (!known) {
      throw ProblemException.notFound("No meter of a fleet list is in a suburb of that name.");
    }
    Step step = parameters.oneOf("step", Step.class).orElse(Step.HOUR);
    Parameters.Range range = range(parameters, step, clock.zone(), clock);
    List<Point> points =
        answers.consumption().ofSuburb(suburb, step, range.from(), range.before(), clock);
    series(request, step, clock.zone(), points, range, clock);
  }

  private void problems(Context request) {
    Parameters parameters =
        Parameters.of(request, "date", "type", "severity", "suburb", "limit", "cursor");
    page(
        request,
        parameters,
        answers
            .problems()
            .page(
                parameters.day("date").orElse(null),
                parameters.oneOf("type", ProblemType.class).orElse(null),
                parameters.oneOf("severity", Severity.class).orElse(null),
                parameters.text("suburb").orElse(null),
                parameters.limit(),
                parameters.cursor()));
  }

  private void deadLetters(Context request) {
    Parameters parameters = Parameters.of(request, "reason", "limit", "cursor");
    page(
        request,
        parameters,
        answers
            .deadLetters()
            .page(parameters.text("reason").orElse(null), parameters.limit(), parameters.cursor()));
  }

  private void exports(Context request) {
    Parameters.of(request);
    ObjectNode answer = downloads.json(JSON.createObjectNode(), clock());
    answer.set("clock", snapshot().clockJson());
    json(request, answer);
  }

  private void export(Context request) {
    Parameters parameters = Parameters.of(request, "from", "to");
    Optional<LocalDate> from = parameters.day("from");
    Optional<LocalDate> to = parameters.day("to");
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw ProblemException.badRequest(
          "The range is empty: from (" + from.get() + ") lies after to (" + to.get() + ").",
          "from",
          "a day not after to");
    }
    downloads.stream(request, request.pathParam("name"), new DateRange(from, to));
  }

  private static void page(Context request, Parameters parameters, Page page) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.items().forEach(items::add);
    answer.put("next", page.next().map(parameters::cursor).orElse(null));
    page.total().ifPresent(total -> answer.put("total", total));
    answer.setAll(page.extra());
    json(request, answer);
  }

  /** An answer that is there from the first moment. */
  private static void known(Context request, JsonNode answer) {
    Parameters.of(request);
    json(request, answer);
  }

  /** An answer that is there once something was read. */
  private void ready(Context request, ObjectNode answer) {
    Parameters.of(request);
    usable(request);
    json(request, answer);
  }

  private static void json(Context request, JsonNode answer) {
    request.contentType("application/json; charset=utf-8").result(answer.toString());
  }

  private static JsonNode description() {
    try (InputStream stream = ApiServer.class.getResourceAsStream("openapi.json")) {
      return JSON.readTree(stream);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Stops the server; event streams end. */
  @Override
  public void close() {
    events.close();
    server.stop();
    downloads.close();
  }
}
