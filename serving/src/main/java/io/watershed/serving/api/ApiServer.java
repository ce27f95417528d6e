package io.watershed.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.event.HandlerMetaInfo;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.SearchException;
import io.watershed.serving.answer.HealthAnswer;
import io.watershed.serving.answer.OverviewAnswer;
import io.watershed.serving.answer.PipelineAnswer;
import io.watershed.serving.query.Alerts;
import io.watershed.serving.query.Consumption;
import io.watershed.serving.query.DataClock;
import io.watershed.serving.query.DeadLetters;
import io.watershed.serving.query.FleetState;
import io.watershed.serving.query.FleetState.Snapshot;
import io.watershed.serving.query.MeterHistory;
import io.watershed.serving.query.Overview;
import io.watershed.serving.query.Problems;
import io.watershed.serving.query.StationHistory;
import io.watershed.serving.query.StationState;
import io.watershed.serving.query.WaterForecasts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: {@code /api/v1} and the pages. */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String BASE = "/api/v1";
  private static final String EVENTS = "/events";
  private static final String EVENT_TYPE = "text/event-stream";
  private static final int THREADS = 40;

  /** What answers are computed by. */
  public record Answers(
      FleetState state,
      Consumption consumption,
      MeterHistory history,
      Alerts alerts,
      Problems problems,
      Overview overview,
      DeadLetters deadLetters,
      StationState stations,
      StationHistory stationHistory,
      WaterForecasts forecasts) {

    Snapshot snapshot() {
      return state.snapshot();
    }

    DataClock clock() {
      return snapshot().clock();
    }

    /** The snapshot, unless there never was one. */
    Snapshot usable(Context request) {
      Snapshot now = snapshot();
      if (now.overview().isEmpty() || now.pipeline().isEmpty()) {
        request.header("Retry-After", "2");
        throw ProblemException.of(503, "Not ready yet", now.message());
      }
      return now;
    }
  }

  private final Answers answers;
  private final Pages pages = new Pages();
  private final EventStream events;
  private final CsvDownloads downloads;
  private final Guard guard;
  private final RequestFigures figures = new RequestFigures();
  private final JsonNode description;
  private final Set<String> addresses = new TreeSet<>();
  private final Javalin server;

  private ApiServer(HttpSettings http, MapSettings map, Answers answers, CsvDownloads downloads) {
    this.answers = answers;
    this.downloads = downloads;
    this.events = new EventStream(http.eventClients());
    this.guard = new Guard(http, map.origin());
    this.description = description();
    this.server = Javalin.create(this::configure);
    routes(map);
    answers.state().listen(events);
    server.start(http.host(), http.port());
  }

  /**
   * Starts a server.
   *
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static ApiServer start(HttpSettings http, Answers answers, Settings settings) {
    return new ApiServer(http, MapSettings.from(settings), answers, new CsvDownloads(settings));
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** How many requests it has answered, and how fast. */
  public RequestFigures figures() {
    return figures;
  }

  /** The addresses that the description must name, without the base. */
  public SortedSet<String> describedAddresses() {
    return new TreeSet<>(addresses);
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.useVirtualThreads = false;
    config.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = 10_000L;
    config.http.generateEtags = false;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, 4, 60_000);
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new BareErrors()));
    Pages.addFiles(config);
    config.events(events -> events.handlerAdded(this::note));
    config.requestLogger.http(
        (request, millis) -> {
          // These last as long as a browser follows or a file is long, which says nothing of speed.
          if (!request.path().equals(BASE + EVENTS)
              && !request.path().startsWith(BASE + "/exports/")) {
            figures.add(millis);
          }
        });
  }

  private void note(HandlerMetaInfo route) {
    if (route.getHttpMethod() == HandlerType.GET && route.getPath().startsWith(BASE)) {
      addresses.add(route.getPath().substring(BASE.length()));
    }
  }

  private void routes(MapSettings map) {
    server.before(guard::check);
    server.get("/health", request -> Replies.json(request, new HealthAnswer("up")));
    for (String path : pages.paths()) {
      server.get(path, request -> pages.answer(request, path));
    }
    server.get(BASE + "/openapi.json", request -> known(request, description));
    server.get(BASE + "/clock", request -> known(request, answers.snapshot().clockAnswer()));
    server.get(BASE + "/overview", this::overview);
    server.get(BASE + "/pipeline", this::pipeline);
    new DeviceRoutes(answers).add(server, BASE);
    new FleetRoutes(answers, downloads).add(server, BASE);
    new StationRoutes(answers).add(server, BASE);
    new MapRoutes(answers.stations(), map).add(server, BASE);
    server.before(
        BASE + EVENTS,
        request -> {
          Parameters.of(request);
          if (!String.valueOf(request.header("Accept")).contains(EVENT_TYPE)) {
            throw ProblemException.of(
                406,
                "A stream of events",
                "Ask for it with the header Accept: " + EVENT_TYPE + ".");
          }
          if (!events.hasRoom()) {
            request.header("Retry-After", "30");
            throw ProblemException.of(
                503,
                "Too many listeners",
                "As many browsers as allowed follow the events already.");
          }
        });
    server.sse(BASE + EVENTS, client -> events.join(client, answers.snapshot()));
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

  /** An answer that is there from the first moment. */
  private static void known(Context request, Object answer) {
    Parameters.of(request);
    Replies.json(request, answer);
  }

  private void overview(Context request) {
    Parameters.of(request);
    Snapshot now = answers.usable(request);
    Replies.json(request, new OverviewAnswer(now.clockAnswer(), now.overview().orElseThrow()));
  }

  private void pipeline(Context request) {
    Parameters.of(request);
    Snapshot now = answers.usable(request);
    Replies.json(request, new PipelineAnswer(now.pipeline().orElseThrow(), now.clockAnswer()));
  }

  private static JsonNode description() {
    try (InputStream stream = ApiServer.class.getResourceAsStream("openapi.json")) {
      return Json.MAPPER.readTree(stream);
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
