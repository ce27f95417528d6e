package io.watershed.speed.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.StationAlert;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.HourlySummary;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationSeries;
import io.watershed.core.station.StationWindow;
import io.watershed.core.window.Watermark;
import io.watershed.core.window.WindowStatistics;
import io.watershed.speed.SpeedSession;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchIdentity;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.sink.DeviceResult;
import io.watershed.speed.stream.StreamQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple4;
import scala.jdk.javaapi.CollectionConverters;

@Tag("slow")
class StationQueryTest {

  private static final String[] COLUMNS = {"value", "partition", "offset", "arrival"};
  private static final Encoder<Tuple4<byte[], Integer, Long, Long>> MESSAGE =
      Encoders.tuple(Encoders.BINARY(), Encoders.INT(), Encoders.LONG(), Encoders.LONG());
  private static SparkSession spark;

  @TempDir private Path folder;
  private Settings settings;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
    SpeedSession.tune(spark);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void chooseCheckpoint() {
    settings =
        Settings.of(
            Map.of("speed.stations.checkpoint", folder.resolve("checkpoint").toUri().toString()));
  }

  @Test
  void windowsAreTheHoursOfTheBatchLayerOverWhatIsNeitherLateNorTwice() throws Exception {
    List<Tuple4<byte[], Integer, Long, Long>> messages = StationMessages.random(11, 3_000, 3);
    Collected sink = new Collected();
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = MemoryStream.apply(spark, MESSAGE);
    StreamingQuery query = start(source, sink);
    Random random = new Random(3);
    int at = 0;
    while (at < messages.size()) {
      int end = Math.min(messages.size(), at + 1 + random.nextInt(900));
      source.addData(CollectionConverters.asScala(messages.subList(at, end)).toSeq());
      query.processAllAvailable();
      at = end;
    }
    query.stop();
    Map<String, Hour> plain = new TreeMap<>();
    Map<String, Long> outcomes = plainly(messages, plain);
    Map<String, Hour> indexed = new TreeMap<>();
    sink.windows.forEach((id, window) -> indexed.put(id, Hour.of(window)));
    assertThat(indexed).isEqualTo(plain);
    assertThat(plain).anySatisfy((id, hour) -> assertThat(hour.count()).isGreaterThan(3));
    assertThat(plain).anySatisfy((id, hour) -> assertThat(hour.excluded()).isPositive());
    ArrivalCounts.Hour total = sink.total();
    assertThat(total.messages()).isEqualTo(messages.size());
    assertThat(outcomes)
        .isEqualTo(
            Map.of(
                "accepted", total.accepted(),
                "late", total.late(),
                "duplicates", total.duplicates(),
                "dead letters", total.deadLetters()));
    assertThat(sink.alerts).anySatisfy((id, alert) -> assertThat(id).contains("HIGH_WATER"));
  }

  @Test
  void aBatchThatRunsAgainAfterACrashChangesNothing() throws Exception {
    List<Tuple4<byte[], Integer, Long, Long>> messages = StationMessages.random(12, 900, 2);
    Collected sink = new Collected();
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = MemoryStream.apply(spark, MESSAGE);
    StreamingQuery query = start(source, sink);
    for (int third = 0; third < 3; third++) {
      source.addData(
          CollectionConverters.asScala(messages.subList(third * 300, third * 300 + 300)).toSeq());
      query.processAllAvailable();
    }
    query.stop();
    Map<String, StationWindow> windows = new TreeMap<>(sink.windows);
    Map<String, String> alerts = new TreeMap<>(sink.alerts);
    Map<String, StationChange> latest = new TreeMap<>(sink.latest);
    assertThat(alerts).isNotEmpty();
    forgetCommit(2);
    query = start(source, sink);
    query.processAllAvailable();
    query.stop();
    assertThat(sink.batches).isEqualTo(4);
    assertThat(sink.windows).isEqualTo(windows);
    assertThat(sink.alerts).isEqualTo(alerts);
    assertThat(sink.latest.keySet()).isEqualTo(latest.keySet());
    assertThat(sink.total().messages()).isEqualTo(900);
  }

  @Test
  void aSilenceThatBeginsAndEndsInOneBatchIsToldBecauseOthersSpokeMeanwhile() throws Exception {
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = MemoryStream.apply(spark, MESSAGE);
    Collected sink = new Collected();
    StreamingQuery query = start(source, sink);
    List<Tuple4<byte[], Integer, Long, Long>> messages = new ArrayList<>();
    long offset = 0;
    for (int hour = 0; hour < 12; hour++) {
      long time = StationMessages.START + hour * StationMessages.HOUR;
      for (String id : List.of("A", "B")) {
        if (id.equals("A") || hour < 2 || hour > 9) {
          byte[] message =
              StationMessages.message(StationMessages.gauge(id), time, Element.DISCHARGE, hour);
          messages.add(new Tuple4<>(message, 0, offset++, time));
        }
      }
    }
    source.addData(CollectionConverters.asScala(messages).toSeq());
    query.processAllAvailable();
    query.stop();
    assertThat(sink.alerts.keySet())
        .containsExactly(
            StationAlert.STATION_SILENT + "|B|" + (StationMessages.START + StationMessages.HOUR));
  }

  @Test
  void aSilenceOfTheWholeSourceIsNoStations() throws Exception {
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = MemoryStream.apply(spark, MESSAGE);
    Collected sink = new Collected();
    StreamingQuery query = start(source, sink);
    List<Tuple4<byte[], Integer, Long, Long>> messages = new ArrayList<>();
    for (int hour : new int[] {0, 1, 12, 13}) {
      long time = StationMessages.START + hour * StationMessages.HOUR;
      for (String id : List.of("A", "B", "C")) {
        byte[] message =
            StationMessages.message(StationMessages.gauge(id), time, Element.DISCHARGE, hour);
        messages.add(new Tuple4<>(message, 0, (long) messages.size(), time));
      }
    }
    source.addData(CollectionConverters.asScala(messages).toSeq());
    query.processAllAvailable();
    query.stop();
    assertThat(sink.latest.keySet()).containsExactly("A", "B", "C");
    assertThat(sink.alerts).isEmpty();
  }

  private StreamingQuery start(
      MemoryStream<Tuple4<byte[], Integer, Long, Long>> source, BatchSink sink) throws Exception {
    StreamQuery query = new StreamQuery(spark, StationStream.of(settings));
    return query.start(source.toDF().toDF(COLUMNS), sink, query.trigger());
  }

  private void forgetCommit(int batch) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoint/commits"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (file.getFileName().toString().matches("\\.?" + batch + "(\\.crc)?")) {
          Files.delete(file);
        }
      }
    }
  }

  /** The same without packets and state: one pass with maps, and the batch layer's summaries. */
  private Map<String, Long> plainly(
      List<Tuple4<byte[], Integer, Long, Long>> messages, Map<String, Hour> hours) {
    StationIntake intake = StationIntake.from(settings);
    Map<String, Watermark> watermarks = new HashMap<>();
    Map<String, TreeMap<Long, CheckedObservation>> stations = new TreeMap<>();
    Map<String, Long> outcomes = new HashMap<>();
    for (Tuple4<byte[], Integer, Long, Long> message : messages) {
      String outcome = "dead letters";
      if (intake.take(message._1(), message._4()) instanceof StationIntake.Outcome.Accepted it) {
        Observation observation = it.observation().observation();
        String id = observation.station().id();
        outcome =
            watermarks
                    .computeIfAbsent(
                        id, absent -> new Watermark(6 * StationMessages.HOUR, Long.MIN_VALUE))
                    .isLate(observation.timestampMillis())
                ? "late"
                : merge(stations.computeIfAbsent(id, absent -> new TreeMap<>()), it.observation());
      }
      outcomes.merge(outcome, 1L, Long::sum);
    }
    stations.forEach(
        (id, observations) -> {
          for (HourlySummary hour :
              HourlySummary.of(StationSeries.judge(new ArrayList<>(observations.values())))) {
            hours.put(id + "|" + hour.element() + "|" + hour.hourStartMillis(), Hour.of(hour));
          }
        });
    return outcomes;
  }

  /** Adds what is new of an observation to that of the same instant. */
  private static String merge(
      TreeMap<Long, CheckedObservation> observations, CheckedObservation later) {
    Observation observation = later.observation();
    CheckedObservation known = observations.get(observation.timestampMillis());
    Map<Element, Double> values = new EnumMap<>(Element.class);
    Map<Element, Set<ObservationFlag>> flags = new EnumMap<>(Element.class);
    values.putAll(observation.values());
    flags.putAll(later.flags());
    if (known != null) {
      if (known.observation().values().keySet().containsAll(values.keySet())) {
        return "duplicates";
      }
      values.putAll(known.observation().values());
      flags.keySet().removeAll(known.observation().values().keySet());
      flags.putAll(known.flags());
    }
    observations.put(
        observation.timestampMillis(),
        new CheckedObservation(
            new Observation(
                observation.station(),
                observation.source(),
                observation.timestampMillis(),
                values,
                Map.of(),
                null),
            flags));
    return "accepted";
  }

  /** What both layers say of an hour. */
  private record Hour(
      long count, double minimum, double maximum, double mean, double last, long excluded) {

    static Hour of(HourlySummary hour) {
      return new Hour(
          hour.valueCount(),
          hour.minimum(),
          hour.maximum(),
          hour.mean(),
          hour.last(),
          hour.excludedCount());
    }

    static Hour of(StationWindow window) {
      WindowStatistics statistics = window.statistics();
      return new Hour(
          statistics.count(),
          statistics.minimum(),
          statistics.maximum(),
          statistics.mean(),
          window.last(),
          statistics.excludedCount());
    }
  }

  /** Keeps what would be indexed, by its id. */
  private static final class Collected implements BatchSink {
    private final Map<String, StationWindow> windows = new TreeMap<>();
    private final Map<String, String> alerts = new TreeMap<>();
    private final Map<String, StationChange> latest = new TreeMap<>();
    private final Map<String, ArrivalCounts.Hour> health = new TreeMap<>();
    private int batches;

    @Override
    public void write(Dataset<byte[]> results, BatchIdentity batch) {
      batches++;
      ArrivalCounts counts = new ArrivalCounts();
      for (byte[] bytes : results.collectAsList()) {
        DeviceResult<StationChange> result = DeviceResult.decode(bytes, StationChange::read);
        counts.add(result.counts());
        result.change().ifPresent(this::keep);
      }
      counts.forEach((hour, epochHour) -> health.put(batch.batchId() + "|" + epochHour, hour));
    }

    private void keep(StationChange change) {
      latest.put(change.stationId(), change);
      change
          .windows()
          .forEach(
              window ->
                  windows.put(
                      change.stationId()
                          + "|"
                          + window.element()
                          + "|"
                          + window.statistics().startMillis(),
                      window));
      change
          .episodes()
          .forEach(
              episode ->
                  alerts.put(
                      episode.type() + "|" + change.stationId() + "|" + episode.startMillis(),
                      episode.toString()));
    }

    ArrivalCounts.Hour total() {
      ArrivalCounts sum = new ArrivalCounts();
      health.values().forEach(hour -> sum.hour(0).add(hour));
      return sum.total();
    }
  }
}
