package io.watershed.speed.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import io.watershed.core.window.WindowStatistics;
import io.watershed.spark.Checkpoint;
import io.watershed.speed.SpeedSession;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.stream.StreamQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
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
class SpeedQueryTest {

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
            .config("spark.sql.shuffle.partitions", "2")
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
  void writeFleet() throws IOException {
    Path fleet = folder.resolve("fleet.csv");
    Files.writeString(
        fleet,
        """
        managedObjects_id,Meter Type,Suburb,Postcode,Usage Type
        1,captis_pulse,BUDERIM,4556,Residential
        2,c8y_lwm2m,NAMBOUR,4560,Commercial
        """);
    settings =
        Settings.of(
            Map.of(
                "fleet.files", fleet.toString(),
                "fleet.directory", folder.resolve("none").toString(),
                "speed.checkpoint", folder.resolve("checkpoint").toUri().toString()));
  }

  @Test
  void equalsSparksOwnWindowsOverTheReadingsThatAreNeitherLateNorTwice() throws Exception {
    List<Tuple4<byte[], Integer, Long, Long>> messages = RawMessages.random(11, 6_000, 3);
    CollectingSink sink = new CollectingSink();
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = source();
    StreamingQuery query = start(source, sink);
    try {
      Random random = new Random(3);
      int at = 0;
      while (at < messages.size()) {
        int end = Math.min(messages.size(), at + 1 + random.nextInt(2_000));
        add(source, messages.subList(at, end));
        query.processAllAvailable();
        at = end;
      }
    } finally {
      query.stop();
    }
    Map<String, WindowStatistics> plain = plainWindows(messages);
    assertThat(sink.windows()).isEqualTo(plain);
    assertThat(plain.values()).anySatisfy(each -> assertThat(each.count()).isGreaterThan(4));
    assertThat(plain.values()).anySatisfy(each -> assertThat(each.excludedCount()).isPositive());
    ArrivalCounts.Hour total = sink.total();
    assertThat(total.messages()).isEqualTo(messages.size());
    assertThat(total.late()).isPositive();
    assertThat(total.duplicates()).isPositive();
    assertThat(total.deadLetters()).isPositive();
  }

  @Test
  void aBatchThatRunsAgainAfterACrashChangesNothing() throws Exception {
    List<Tuple4<byte[], Integer, Long, Long>> messages = RawMessages.random(12, 3_000, 3);
    CollectingSink sink = new CollectingSink();
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = source();
    StreamingQuery query = start(source, sink);
    for (int third = 0; third < 3; third++) {
      add(source, messages.subList(third * 1_000, third * 1_000 + 1_000));
      query.processAllAvailable();
    }
    query.stop();
    Map<String, WindowStatistics> windows = sink.windows();
    Map<String, String> alerts = sink.alerts();
    assertThat(alerts).isNotEmpty();
    assertThat(sink.batches()).isEqualTo(3);

    forgetCommit(2);
    query = start(source, sink);
    query.processAllAvailable();
    query.stop();

    assertThat(sink.batches()).isEqualTo(4);
    assertThat(sink.windows()).isEqualTo(windows);
    assertThat(sink.alerts()).isEqualTo(alerts);
    assertThat(sink.total().messages()).isEqualTo(3_000);
  }

  @Test
  void knowsBeforeItRunsWhereItWillGoOn() throws Exception {
    assertThat(checkpoint().committedOffsets()).isEmpty();
    MemoryStream<Tuple4<byte[], Integer, Long, Long>> source = source();
    StreamingQuery query = start(source, new CollectingSink());
    add(source, RawMessages.random(1, 10, 1));
    query.processAllAvailable();
    query.stop();
    assertThat(checkpoint().committedOffsets()).contains("0");
  }

  private Checkpoint checkpoint() throws IOException {
    return Checkpoint.at(
        MeterStream.of(settings).settings().checkpoint(),
        spark.sparkContext().hadoopConfiguration());
  }

  private StreamingQuery start(
      MemoryStream<Tuple4<byte[], Integer, Long, Long>> source, BatchSink sink) throws Exception {
    StreamQuery query = new StreamQuery(spark, MeterStream.of(settings));
    return query.start(source.toDF().toDF(COLUMNS), sink, query.trigger());
  }

  private static MemoryStream<Tuple4<byte[], Integer, Long, Long>> source() {
    return MemoryStream.apply(spark, MESSAGE);
  }

  private static void add(
      MemoryStream<Tuple4<byte[], Integer, Long, Long>> source,
      List<Tuple4<byte[], Integer, Long, Long>> messages) {
    source.addData(CollectionConverters.asScala(messages).toSeq());
  }

  private void forgetCommit(int batch) throws IOException {
    Path commits = folder.resolve("checkpoint/commits");
    try (Stream<Path> files = Files.list(commits)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (file.getFileName().toString().matches("\\.?" + batch + "(\\.crc)?")) {
          Files.delete(file);
        }
      }
    }
  }

  /** The same by Spark alone: no pane, no state, no code of the speed layer. */
  private static Map<String, WindowStatistics> plainWindows(
      List<Tuple4<byte[], Integer, Long, Long>> messages) {
    WindowSpec before =
        Window.partitionBy("meter_id").orderBy("offset").rowsBetween(Long.MIN_VALUE, -1);
    WindowSpec same = Window.partitionBy("meter_id", "event_time").orderBy("offset");
    Dataset<Row> readings =
        spark
            .createDataset(messages, MESSAGE)
            .toDF(COLUMNS)
            .withColumn("text", col("value").cast("string"))
            .filter(col("text").endsWith("}"))
            .withColumn("meter_id", field("meter_id"))
            .withColumn("event_time", to_timestamp(field("timestamp")))
            .withColumn("value", field("value").cast("double"))
            .withColumn("highest", max("event_time").over(before))
            .filter(expr("highest IS NULL OR event_time >= highest - INTERVAL 6 HOURS"))
            .withColumn("number", row_number().over(same))
            .filter("number = 1")
            // No flow of these messages is above the physical limit; negative ones are left out.
            .withColumn("counted", col("value").geq(0));
    Column believed = when(col("counted"), col("value"));
    List<Row> rows =
        readings
            .groupBy(col("meter_id"), window(col("event_time"), "5 minutes", "1 minute"))
            .agg(
                count(believed).as("count"),
                sum(believed).as("sum"),
                min(believed).as("min"),
                max(believed).as("max"),
                expr("count_if(NOT counted)").as("excluded"))
            .selectExpr(
                "meter_id", "unix_millis(window.start)", "count", "sum", "min", "max", "excluded")
            .collectAsList();
    Map<String, WindowStatistics> windows = new HashMap<>();
    for (Row row : rows) {
      windows.put(
          row.getString(0) + "|Pulse1|" + row.getLong(1),
          new WindowStatistics(
              row.getLong(1),
              (int) row.getLong(2),
              row.isNullAt(3) ? 0 : row.getDouble(3),
              row.isNullAt(4) ? Double.NaN : row.getDouble(4),
              row.isNullAt(5) ? Double.NaN : row.getDouble(5),
              (int) row.getLong(6)));
    }
    return new TreeMap<>(windows);
  }

  private static Column field(String name) {
    return get_json_object(col("text"), "$." + name);
  }
}
