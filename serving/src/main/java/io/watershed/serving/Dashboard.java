package io.watershed.serving;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.window.WindowRules;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.api.ApiServer;
import io.watershed.serving.api.HttpSettings;
import io.watershed.serving.query.Alerts;
import io.watershed.serving.query.Consumption;
import io.watershed.serving.query.DeadLetters;
import io.watershed.serving.query.FleetState;
import io.watershed.serving.query.KafkaLag;
import io.watershed.serving.query.MeterHistory;
import io.watershed.serving.query.Overview;
import io.watershed.serving.query.PipelineHealth;
import io.watershed.serving.query.Problems;
import io.watershed.serving.query.StationHistory;
import io.watershed.serving.query.StationState;
import io.watershed.serving.query.WaterForecasts;
import io.watershed.serving.views.DeadLetterFollower;
import io.watershed.serving.views.ViewFollower;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The API, the pages, and what keeps their figures current, as one closeable thing. Elasticsearch,
 * Hive and Kafka may be away at the start and at any time later; each is waited for.
 */
final class Dashboard implements AutoCloseable {

  private static final Duration HOUR = Duration.ofHours(1);

  private final String host;
  private final KafkaLag lag;
  private final FleetState state;
  private final ViewFollower views;
  private final DeadLetterFollower letters;
  private final ApiServer server;

  private Dashboard(Settings settings) {
    HttpSettings http = HttpSettings.from(settings);
    Search search = Search.forPeople(ElasticsearchAddress.from(settings));
    Consumption consumption = new Consumption(search, window(settings));
    StationState stations = new StationState(search, settings, Clock.systemUTC());
    Alerts alerts = new Alerts(search, settings, stations::now);
    host = http.host();
    lag = new KafkaLag(settings);
    state =
        new FleetState(
            search,
            consumption,
            alerts,
            new PipelineHealth(search, lag, settings),
            settings,
            Clock.systemUTC());
    StationHistory stationHistory = new StationHistory(search);
    ApiServer.Answers answers =
        new ApiServer.Answers(
            state,
            consumption,
            new MeterHistory(search, Topic.METER_READINGS.name(settings)),
            alerts,
            new Problems(search),
            new Overview(search, consumption, alerts),
            new DeadLetters(search),
            stations,
            stationHistory,
            new WaterForecasts(search, stationHistory));
    server = ApiServer.start(http, answers, settings);
    views = ViewFollower.start(settings);
    letters = DeadLetterFollower.start(settings);
    state.start();
  }

  /**
   * Starts.
   *
   * @throws SettingsException if a setting cannot be used
   * @throws io.watershed.core.meter.FleetFileException if a fleet list cannot be used
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  static Dashboard start(Settings settings) {
    return new Dashboard(settings);
  }

  /** Sums over hours are exact only where windows tile an hour. */
  private static Duration window(Settings settings) {
    Duration window = Duration.ofMillis(WindowRules.from(settings).shape().lengthMillis());
    if (HOUR.toMillis() % window.toMillis() != 0) {
      throw new SettingsException(
          "watershed.speed.window", window.toString(), "a length that parts an hour evenly");
    }
    return window;
  }

  /** The addresses that the API's description must name. */
  Set<String> describedAddresses() {
    return server.describedAddresses();
  }

  /** Where people find it. */
  String address() {
    return "http://" + host + ":" + server.port();
  }

  /** Whether its figures are older than they should be. */
  boolean isStale() {
    return state.snapshot().stale();
  }

  /** What is being waited for or done, in a few words; empty for nothing. */
  String message() {
    return isStale() ? state.snapshot().message() : views.message();
  }

  /** Counts and rates, for the status file. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>(server.figures().figures());
    figures.put("viewCopies", (double) views.copies());
    figures.put("deadLettersCopied", (double) letters.copied());
    return figures;
  }

  @Override
  public void close() {
    server.close();
    state.close();
    views.close();
    letters.close();
    lag.close();
  }
}
