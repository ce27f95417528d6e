package io.watershed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.benchmarks.DashboardLoad.Call;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.process.Ports;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon the dashboard answers with a month of the fleet behind it: {@code ./run_pipeline.sh
 * benchmark serving}. The month is generated, goes through every layer and one batch run, and is
 * then looked at as many people would, while the layers and servers run on the same machine.
 */
@Command(
    name = "serving",
    mixinStandardHelpOptions = true,
    description =
        "Measures the latency of every dashboard call at a steady rate, with some days of the fleet"
            + " loaded, and the first paint of the overview in a browser where there is one.")
public final class ServingBenchmark implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServingBenchmark.class);
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(60);
  private static final long SEED = 20_220_713;
  private static final int WARM_UP_SECONDS = 10;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "Days of the fleet to load. Default: ${DEFAULT-VALUE}")
  private int days;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "Calls a second. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long calls are counted. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  /** Runs the benchmark; the exit code is 0 when every call was answered. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ServingBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("watershed-benchmark");
    try {
      ServingFigures figures = measure(folder);
      System.out.println(json ? Json.MAPPER.writeValueAsString(figures) : figures.table());
      return figures.failures() == 0 ? 0 : 1;
    } finally {
      remove(folder);
    }
  }

  private ServingFigures measure(Path folder) throws Exception {
    int port = Ports.free();
    String url = "http://127.0.0.1:" + port;
    PipelineOptions options =
        PipelineOptions.in(folder.resolve("var"))
            .withLayers(Set.of(Layer.INGESTION, Layer.SPEED, Layer.DASHBOARD))
            .withProperties(Map.of("watershed.serving.http.port", Integer.toString(port)));
    long begin = System.nanoTime();
    try (Pipeline pipeline = Pipeline.start(options, event -> LOG.info("{}", event.text()))) {
      JsonNode sent =
          pipeline
              .operations()
              .send(
                  "generate",
                  List.of(
                      "--days",
                      Integer.toString(days),
                      "--ledger",
                      folder.resolve("ledger").toString()))
              .json();
      LOG.info("{} messages are sent; the layers take them", sent.path("messages").asLong());
      pipeline.awaitCaughtUp(LONGEST_LOAD);
      String run = pipeline.runBatch().path("runId").asText();
      LOG.info("the batch run {} is copied", run);
      DashboardLoad reader = new DashboardLoad(url, List.of());
      awaitVersion(reader, run);
      long loaded = (System.nanoTime() - begin) / 1_000_000_000;
      DashboardLoad load = new DashboardLoad(url, calls(reader));
      LOG.info("warming up for {} s", WARM_UP_SECONDS);
      load.run(rate, Duration.ofSeconds(WARM_UP_SECONDS), SEED);
      LOG.info("{} calls a second for {} s", rate, seconds);
      DashboardLoad.Outcome outcome = load.run(rate, Duration.ofSeconds(seconds), SEED + 1);
      if (outcome.failures() > 0) {
        LOG.warn("{} calls failed, such as {}", outcome.failures(), outcome.firstFailure());
      }
      return new ServingFigures(
          Runtime.getRuntime().availableProcessors(),
          days,
          sent.path("messages").asLong(),
          loaded,
          rate,
          outcome.all(),
          outcome.byCall(),
          outcome.failures(),
          FirstPaint.measure(url, folder));
    }
  }

  private static void awaitVersion(DashboardLoad reader, String run) throws Exception {
    long deadline = System.nanoTime() + LONGEST_LOAD.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      JsonNode clock = Json.MAPPER.readTree(reader.get("/api/v1/clock"));
      if (clock.path("version").asText().equals(run) && !clock.path("stale").asBoolean()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the batch run was not copied in time: " + clock);
      }
      never.await(1, TimeUnit.SECONDS);
    }
  }

  /** Every call that the pages make, in the mix of somebody who looks at all of them. */
  private static List<Call> calls(DashboardLoad reader) throws Exception {
    List<String> meters = new ArrayList<>();
    JsonNode page = Json.MAPPER.readTree(reader.get("/api/v1/devices?limit=500"));
    page.get("items").forEach(meter -> meters.add(meter.get("id").asText()));
    List<String> suburbs = new ArrayList<>();
    page.at("/facets/suburbs").forEach(suburb -> suburbs.add(suburb.asText()));
    LocalDate last =
        LocalDate.parse(
            Json.MAPPER.readTree(reader.get("/api/v1/clock")).path("lastDate").asText());
    return List.of(
        call("overview", random -> "/api/v1/overview"),
        call("clock", random -> "/api/v1/clock"),
        call("meters", random -> "/api/v1/devices?limit=50&query=" + random.nextInt(100)),
        call("meters with a problem", random -> "/api/v1/devices?problem=CONTINUOUS_LEAK"),
        call("a meter", random -> "/api/v1/devices/" + any(meters, random)),
        call("hours of a meter", random -> series(any(meters, random), "hour")),
        call("days of a meter", random -> series(any(meters, random), "day")),
        call("months of a meter", random -> series(any(meters, random), "month")),
        call(
            "register of a meter",
            random -> "/api/v1/devices/" + any(meters, random) + "/days?measurement=Pulse1"),
        call(
            "battery of a meter",
            random -> "/api/v1/devices/" + any(meters, random) + "/days?measurement=Battery"),
        call(
            "readings of a meter",
            random -> {
              LocalDate day = last.minusDays(random.nextInt(20));
              return "/api/v1/devices/"
                  + any(meters, random)
                  + "/readings?limit=100&from="
                  + day
                  + "&to="
                  + day;
            }),
        call("alerts of a meter", random -> "/api/v1/devices/" + any(meters, random) + "/alerts"),
        call("open alerts", random -> "/api/v1/alerts?state=open"),
        call(
            "alerts of a suburb",
            random -> "/api/v1/alerts?state=all&suburb=" + encoded(any(suburbs, random))),
        call("suburbs", random -> "/api/v1/suburbs?from=" + last.minusDays(6) + "&to=" + last),
        call(
            "days of a suburb",
            random ->
                "/api/v1/suburbs/"
                    + encoded(any(suburbs, random)).replace("+", "%20")
                    + "/consumption?step=day"),
        call("problems", random -> "/api/v1/problems?date=" + last.minusDays(random.nextInt(20))),
        call("pipeline", random -> "/api/v1/pipeline"),
        call("dead letters", random -> "/api/v1/dead-letters?limit=10"),
        call("exports", random -> "/api/v1/exports"),
        call("the page itself", random -> "/"));
  }

  private static Call call(String title, DashboardLoad.PathMaker path) {
    return new Call(title, path);
  }

  private static String series(String meter, String step) {
    return "/api/v1/devices/" + meter + "/consumption?step=" + step;
  }

  private static String any(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException problem) {
      LOG.warn("the folder {} could not be removed: {}", folder, problem.toString());
    }
  }
}
