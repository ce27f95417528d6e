package io.watershed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.core.contract.Topic;
import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the speed layer is on this machine: {@code ./run_pipeline.sh benchmark speed}. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description =
        "Measures the speed layer alone, Spark's own window() beside it, and how many window"
            + " documents a second become searchable in Elasticsearch.")
public final class SpeedBenchmark implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedBenchmark.class);
  private static final String TOPIC = Topic.METER_READINGS.usualName();
  private static final String COMPARED = TOPIC + "-compared";
  private static final String OBSERVATIONS = Topic.STATION_OBSERVATIONS.usualName();

  @Option(
      names = "--readings",
      defaultValue = "10000000",
      description = "Readings for the layer alone. Default: ${DEFAULT-VALUE}")
  private long readings;

  @Option(
      names = "--compared-readings",
      defaultValue = "1500000",
      description =
          "Readings that the layer and Spark's window() both take, to compare them."
              + " Default: ${DEFAULT-VALUE}")
  private long comparedReadings;

  @Option(
      names = "--observations",
      defaultValue = "2000000",
      description = "Observations of stations for the layer alone. Default: ${DEFAULT-VALUE}")
  private long observations;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long searchable documents are counted. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--flags",
      defaultValue = "-Xms1500m -Xmx4g -XX:+UseParallelGC",
      description = "JVM flags of the measured processes. Default: ${DEFAULT-VALUE}")
  private String flags;

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  /** Runs the benchmark; the exit code is 0 when every part ran to its end. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SpeedBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("watershed-benchmark");
    try (LocalCluster cluster = LocalCluster.start(folder, Set.of(ServerKind.KAFKA))) {
      cluster.kafka().createTopic(Topic.ALERTS.usualName(), 1);
      cluster.kafka().createTopic(Topic.DEAD_LETTERS.usualName(), 1);
      cluster
          .kafka()
          .createTopic(OBSERVATIONS, 4, Map.of("message.timestamp.type", "LogAppendTime"));
      SpeedFigures figures = measure(folder, cluster);
      System.out.println(json ? Json.MAPPER.writeValueAsString(figures) : figures.table());
      return 0;
    } finally {
      remove(folder);
    }
  }

  private SpeedFigures measure(Path folder, LocalCluster cluster) throws Exception {
    Path fleet = folder.resolve("fleet.csv");
    ReadingLoad.writeFleet(fleet);
    String servers = cluster.kafka().bootstrapServers();
    fill(cluster, servers, COMPARED, comparedReadings);
    fill(cluster, servers, TOPIC, readings);

    Contestant contestant = new Contestant(ProjectHome.ofThisProcess(), folder, allFlags());
    String ofMeters = SpeedAloneMain.class.getName();
    AloneResult alone = alone(folder, fleet, cluster, contestant, ofMeters, TOPIC, readings);
    AloneResult compared =
        alone(folder, fleet, cluster, contestant, ofMeters, COMPARED, comparedReadings);
    LOG.info("Spark's window() takes {} readings", comparedReadings);
    double plainSeconds =
        contestant
            .run(
                "benchmarks",
                PlainWindowsMain.class.getName(),
                "plain-windows",
                properties(folder, fleet, cluster, COMPARED, "plain"))
            .seconds();
    SearchableRate.Growth growth = searchable(folder, fleet, cluster, contestant);
    // Last, because the layer as a whole, measured before, takes both topics.
    AloneResult stations = stations(folder, fleet, cluster, contestant);
    return new SpeedFigures(
        Runtime.getRuntime().availableProcessors(),
        new SpeedFigures.Rate(readings, alone.seconds(), readings / alone.seconds()),
        alone.windows(),
        new SpeedFigures.Rate(
            comparedReadings, compared.seconds(), comparedReadings / compared.seconds()),
        new SpeedFigures.Rate(comparedReadings, plainSeconds, comparedReadings / plainSeconds),
        plainSeconds / compared.seconds(),
        new SpeedFigures.Rate(growth.documents(), growth.seconds(), growth.perSecond()),
        new SpeedFigures.Rate(observations, stations.seconds(), observations / stations.seconds()));
  }

  /** A run of the layer alone: what it counted, and the seconds of the whole process. */
  private record AloneResult(long windows, double seconds) {}

  private static AloneResult alone(
      Path folder,
      Path fleet,
      LocalCluster cluster,
      Contestant contestant,
      String mainClass,
      String topic,
      long number)
      throws Exception {
    LOG.info("the speed layer alone takes {} messages of {}", number, topic);
    Contestant.Finish finish =
        contestant.run(
            "benchmarks",
            mainClass,
            "alone-" + topic,
            properties(folder, fleet, cluster, topic, "alone-" + topic));
    JsonNode counted = Json.MAPPER.readTree(finish.output());
    if (counted.path("messages").asLong() != number
        || counted.path("accepted").asLong() != number) {
      throw new IllegalStateException("the layer did not take every message: " + finish.output());
    }
    return new AloneResult(counted.path("windows").asLong(), finish.seconds());
  }

  private AloneResult stations(Path folder, Path fleet, LocalCluster cluster, Contestant contestant)
      throws Exception {
    LOG.info("{} observations go to topic {}", observations, OBSERVATIONS);
    cluster.kafka().createTopic(OBSERVATIONS, 4, Map.of("message.timestamp.type", "LogAppendTime"));
    new ObservationLoad(observations, Instant.now())
        .send(cluster.kafka().bootstrapServers(), OBSERVATIONS);
    return alone(
        folder,
        fleet,
        cluster,
        contestant,
        StationsAloneMain.class.getName(),
        OBSERVATIONS,
        observations);
  }

  private static void fill(LocalCluster cluster, String servers, String topic, long number) {
    LOG.info("{} readings go to topic {}", number, topic);
    cluster.kafka().createTopic(topic, 4, Map.of("message.timestamp.type", "LogAppendTime"));
    new ReadingLoad(number, Instant.now()).send(servers, topic);
  }

  private SearchableRate.Growth searchable(
      Path folder, Path fleet, LocalCluster kafka, Contestant contestant) throws Exception {
    try (LocalCluster index =
        LocalCluster.start(folder.resolve("index"), Set.of(ServerKind.ELASTICSEARCH))) {
      Map<String, String> properties = properties(folder, fleet, kafka, TOPIC, "searchable");
      properties.putAll(index.settings());
      LOG.info("documents are counted as they become searchable, for {} s", seconds);
      Process layer =
          contestant.start(
              "speed-layer", "io.watershed.speed.SpeedMain", "speed-searchable", properties);
      try {
        return new SearchableRate(index.elasticsearch().url(), MeterWindowsIndex.INDEX.pattern())
            .measure(Duration.ofSeconds(seconds));
      } finally {
        layer.destroy();
        if (!layer.waitFor(30, TimeUnit.SECONDS)) {
          layer.destroyForcibly().waitFor();
        }
      }
    }
  }

  private static Map<String, String> properties(
      Path folder, Path fleet, LocalCluster cluster, String topic, String name) {
    Map<String, String> properties = new LinkedHashMap<>(cluster.settings());
    properties.put("watershed." + Topic.METER_READINGS.settingsKey(), topic);
    properties.put("watershed.fleet.files", fleet.toString());
    properties.put("watershed.fleet.directory", folder.resolve("no-fleet").toString());
    properties.put(
        "watershed.speed.checkpoint", folder.resolve("checkpoint-" + name).toUri().toString());
    properties.put("watershed.master.warehouse", folder.resolve("warehouse").toUri().toString());
    return properties;
  }

  private List<String> allFlags() throws IOException {
    Properties children = new Properties();
    try (InputStream stream = SpeedBenchmark.class.getResourceAsStream("children.properties")) {
      children.load(stream);
    }
    return List.of((children.getProperty("java.opens") + " " + flags).trim().split("\\s+"));
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
