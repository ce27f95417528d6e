package io.watershed.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.AlertType;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationIntake;
import io.watershed.core.station.StationWindow;
import io.watershed.core.window.Watermark;
import io.watershed.core.window.WindowStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple4;
import scala.jdk.javaapi.CollectionConverters;

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
  void windowsAreThoseOfAPlainPassOverWhatIsNeitherLateNorTwice() throws Exception {
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
    Map<String, StationWindow> plain = new TreeMap<>();
    Map<String, Long> outcomes = plainly(messages, plain);
    assertThat(sink.windows).isEqualTo(plain);
    assertThat(plain.values()).anySatisfy(each -> assertThat(each.statistics().count()).isOne());
    assertThat(plain.values())
        .anySatisfy(each -> assertThat(each.statistics().excludedCount()).isPositive());
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
    Map<String, StationResult.Change> latest = new TreeMap<>(sink.latest);
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
            AlertType.STATION_SILENT + "|B|" + (StationMessages.START + StationMessages.HOUR));
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
    StationQuery query = new StationQuery(spark, settings);
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

  /** The same without series, packets and state: one pass with maps. */
  private Map<String, Long> plainly(
      List<Tuple4<byte[], Integer, Long, Long>> messages, Map<String, StationWindow> windows) {
    StationIntake intake = StationIntake.from(settings);
    Map<String, Watermark> watermarks = new HashMap<>();
    Map<String, TreeMap<Long, Double>> series = new TreeMap<>();
    Map<String, TreeMap<Long, Boolean>> counted = new TreeMap<>();
    Map<String, Long> outcomes = new HashMap<>();
    for (Tuple4<byte[], Integer, Long, Long> message : messages) {
      String outcome = "dead letters";
      if (intake.take(message._1(), message._4()) instanceof StationIntake.Outcome.Accepted it) {
        CheckedObservation checked = it.observation();
        Observation observation = checked.observation();
        String id = observation.station().id();
        long time = observation.timestampMillis();
        Watermark watermark =
            watermarks.computeIfAbsent(
                id, absent -> new Watermark(6 * StationMessages.HOUR, Long.MIN_VALUE));
        outcome = watermark.isLate(time) ? "late" : "duplicates";
        if (!outcome.equals("late")) {
          for (Map.Entry<Element, Double> value : observation.values().entrySet()) {
            String key = id + "|" + value.getKey();
            if (series
                    .computeIfAbsent(key, absent -> new TreeMap<>())
                    .putIfAbsent(time, value.getValue())
                == null) {
              counted
                  .computeIfAbsent(key, absent -> new TreeMap<>())
                  .put(time, checked.counted(value.getKey()));
              outcome = "accepted";
            }
          }
        }
      }
      outcomes.merge(outcome, 1L, Long::sum);
    }
    series.forEach((key, values) -> addWindows(key, values, counted.get(key), windows));
    return outcomes;
  }

  private static void addWindows(
      String key,
      TreeMap<Long, Double> values,
      Map<Long, Boolean> counted,
      Map<String, StationWindow> windows) {
    Element element = Element.valueOf(key.substring(key.indexOf('|') + 1));
    Map<Long, TreeMap<Long, Double>> hours = new TreeMap<>();
    values.forEach(
        (time, value) ->
            hours
                .computeIfAbsent(
                    Math.floorDiv(time, StationMessages.HOUR) * StationMessages.HOUR,
                    absent -> new TreeMap<>())
                .put(time, value));
    hours.forEach(
        (start, ofHour) -> {
          int count = 0;
          int excluded = 0;
          double sum = 0;
          double least = Double.NaN;
          double greatest = Double.NaN;
          double last = Double.NaN;
          for (Map.Entry<Long, Double> value : ofHour.entrySet()) {
            if (!counted.get(value.getKey())) {
              excluded++;
              continue;
            }
            last = value.getValue();
            sum += last;
            least = count == 0 ? last : Math.min(least, last);
            greatest = count == 0 ? last : Math.max(greatest, last);
            count++;
          }
          windows.put(
              key + "|" + start,
              new StationWindow(
                  element,
                  new WindowStatistics(start, count, sum, least, greatest, excluded),
                  last));
        });
  }

  /** Keeps what would be indexed, by its id. */
  private static final class Collected implements BatchSink {
    private final Map<String, StationWindow> windows = new TreeMap<>();
    private final Map<String, String> alerts = new TreeMap<>();
    private final Map<String, StationResult.Change> latest = new TreeMap<>();
    private final Map<String, ArrivalCounts.Hour> health = new TreeMap<>();
    private int batches;

    @Override
    public void write(Dataset<byte[]> results, BatchIdentity batch) {
      batches++;
      ArrivalCounts counts = new ArrivalCounts();
      for (byte[] bytes : results.collectAsList()) {
        StationResult result = StationResult.decode(bytes);
        counts.add(result.counts());
        result.change().ifPresent(this::keep);
      }
      counts.forEach((hour, epochHour) -> health.put(batch.batchId() + "|" + epochHour, hour));
    }

    private void keep(StationResult.Change change) {
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
