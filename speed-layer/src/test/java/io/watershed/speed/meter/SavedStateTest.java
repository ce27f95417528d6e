package io.watershed.speed.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.settings.Settings;
import io.watershed.core.window.WindowRules;
import io.watershed.speed.SpeedSession;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.BatchSink;
import io.watershed.speed.stream.DeviceMemory;
import io.watershed.speed.stream.DeviceUpdater;
import io.watershed.speed.stream.QueryKeeper;
import io.watershed.speed.stream.ReceivedPacket;
import io.watershed.speed.stream.SpeedStream;
import io.watershed.speed.stream.StreamQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple4;
import scala.jdk.javaapi.CollectionConverters;

/** Queries that find the state of another version in their checkpoint. */
@Tag("slow")
class SavedStateTest {

  private static final Encoder<Tuple4<byte[], Integer, Long, Long>> MESSAGE =
      Encoders.tuple(Encoders.BINARY(), Encoders.INT(), Encoders.LONG(), Encoders.LONG());
  private static final List<Tuple4<byte[], Integer, Long, Long>> MESSAGES =
      RawMessages.random(12, 3_000, 3);
  private static SparkSession spark;

  @TempDir private Path folder;
  private Settings settings;
  private volatile MemoryStream<Tuple4<byte[], Integer, Long, Long>> source;

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
        """);
    settings = settings("checkpoint");
  }

  @AfterEach
  void stopAll() throws TimeoutException {
    for (StreamingQuery query : spark.streams().active()) {
      query.stop();
    }
    // A query that ended before is none that a keeper waits for.
    spark.streams().resetTerminated();
  }

  private Settings settings(String checkpoint) {
    return Settings.of(
        Map.of(
            "fleet.files", folder.resolve("fleet.csv").toString(),
            "fleet.directory", folder.resolve("none").toString(),
            "speed.state-partitions", "2",
            "speed.checkpoint", folder.resolve(checkpoint).toUri().toString()));
  }

  @Test
  void stateOfTheFirstLayoutIsGoneOnFrom() throws Exception {
    CollectingSink upgraded = new CollectingSink();
    runAs(OtherVersion.FIRST, 2, upgraded);
    runPresent(settings, upgraded);
    isTheSameAsWithoutAnUpgrade(upgraded);
  }

  @Test
  void stateThatCannotBeReadIsComputedAgainFromAllMessagesAndItIsSaid() throws Exception {
    CollectingSink sink = new CollectingSink();
    runAs(OtherVersion.NEWER, 1, sink);
    ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    QueryKeeper keeper = new QueryKeeper(spark, said::add);
    keeper.start(checkpoint(settings), () -> present(settings, sink));
    CompletableFuture<Void> kept = keep(keeper);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(sink.total().messages()).isEqualTo(MESSAGES.size()));
    stopAll();
    kept.join();

    assertThat(said).hasSize(1);
    assertThat(said.peek())
        .startsWith(
            "the state of speed is computed again from all that Kafka holds, because device")
        .contains(": a meter's state was saved in a layout that begins with 1f");
    assertThat(folder.resolve("checkpoint.unreadable/commits/0")).exists();
    // What was computed again is read the next time.
    runPresent(settings, sink);
    isTheSameAsWithoutAnUpgrade(sink);
  }

  @Test
  void anyOtherFailureAndASecondOneOfTheSameQueryEndTheLayer() throws Exception {
    QueryKeeper keeper = new QueryKeeper(spark, said -> {});
    runAs(OtherVersion.NEWER, 1, new CollectingSink());
    // A defect: this version cannot read what it writes itself.
    CollectingSink sink = new CollectingSink();
    keeper.start(checkpoint(settings), () -> start(of(OtherVersion.NEWER), sink, 3));
    CompletableFuture<Void> kept = keep(keeper);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(sink.total().messages()).isEqualTo(MESSAGES.size()));
    addThird(source, 0);
    assertThatThrownBy(kept::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(UnreadableStateException.class);

    QueryKeeper another = new QueryKeeper(spark, said -> {});
    another.start(
        checkpoint(settings("other")),
        () ->
            present(
                settings("other"),
                (results, batch) -> {
                  throw new IllegalStateException("Elasticsearch is away");
                }));
    assertThatThrownBy(keep(another)::join)
        .hasStackTraceContaining("Elasticsearch is away")
        .hasCauseInstanceOf(StreamingQueryException.class);
  }

  private void isTheSameAsWithoutAnUpgrade(CollectingSink sink) throws Exception {
    CollectingSink plain = new CollectingSink();
    runPresent(settings("plain"), plain);
    assertThat(sink.windows()).isEqualTo(plain.windows());
    assertThat(sink.alerts()).isNotEmpty().isEqualTo(plain.alerts());
    assertThat(sink.total().messages()).isEqualTo(MESSAGES.size());
    assertThat(sink.total().accepted()).isEqualTo(plain.total().accepted());
  }

  private static CompletableFuture<Void> keep(QueryKeeper keeper) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            keeper.await();
          } catch (Exception failure) {
            throw new CompletionException(failure);
          }
        });
  }

  private static String checkpoint(Settings settings) {
    return MeterStream.of(settings).settings().checkpoint();
  }

  private void runPresent(Settings settings, CollectingSink sink) throws Exception {
    StreamingQuery query = present(settings, sink);
    query.processAllAvailable();
    stopAll();
  }

  private StreamingQuery present(Settings settings, BatchSink sink) throws TimeoutException {
    return start(MeterStream.of(settings), sink, 3);
  }

  private void runAs(int version, int thirds, CollectingSink sink) throws Exception {
    StreamingQuery query = start(of(version), sink, thirds);
    query.processAllAvailable();
    stopAll();
  }

  private StreamingQuery start(SpeedStream<MeterChange> stream, BatchSink sink, int thirds)
      throws TimeoutException {
    return new StreamQuery(spark, stream).start(messages(thirds), sink, Trigger.ProcessingTime(0));
  }

  /** The stream of meters as another version runs it. */
  private SpeedStream<MeterChange> of(int version) {
    SpeedStream<MeterChange> present = MeterStream.of(settings);
    return new SpeedStream<>(
        present.name(),
        present.settings(),
        present.packer(),
        new DeviceUpdater<>(
            new OtherVersion(new MeterMemory.OfMeters(WindowRules.from(settings)), version)),
        present.documents(),
        present.follower());
  }

  /** The first thirds of the messages, as a topic holds them whatever was read of it. */
  private Dataset<Row> messages(int thirds) {
    source = MemoryStream.apply(spark, MESSAGE);
    for (int third = 0; third < thirds; third++) {
      addThird(source, third);
    }
    return source.toDF().toDF("value", "partition", "offset", "arrival");
  }

  private static void addThird(
      MemoryStream<Tuple4<byte[], Integer, Long, Long>> source, int third) {
    source.addData(
        CollectionConverters.asScala(MESSAGES.subList(third * 1_000, third * 1_000 + 1_000))
            .toSeq());
  }

  /** The meters' memory, saved in the layout of another version. */
  private record OtherVersion(MeterMemory.OfMeters present, int version)
      implements DeviceMemory.Kind<MeterChange> {
    private static final int FIRST = 1;
    private static final int NEWER = 31;
    private static final int MARK_BYTES = 5;

    @Override
    public DeviceMemory<MeterChange> empty(String meterId) {
      return saving(present.empty(meterId));
    }

    @Override
    public DeviceMemory<MeterChange> decode(String meterId, byte[] saved) {
      return saving(present.decode(meterId, saved));
    }

    private DeviceMemory<MeterChange> saving(DeviceMemory<MeterChange> meter) {
      return new DeviceMemory<>() {
        @Override
        public void take(ReceivedPacket packet, ArrivalCounts.Hour hour) {
          meter.take(packet, hour);
        }

        @Override
        public MeterChange takeChange() {
          return meter.takeChange();
        }

        @Override
        public byte[] encode() {
          return changed(meter.encode());
        }
      };
    }

    private byte[] changed(byte[] state) {
      if (version == FIRST) {
        // The first layout had a version of one byte instead of the mark.
        return ByteBuffer.allocate(state.length - MARK_BYTES + 1)
            .put((byte) FIRST)
            .put(state, MARK_BYTES, state.length - MARK_BYTES)
            .array();
      }
      byte[] newer = state.clone();
      newer[0] = (byte) version;
      return newer;
    }
  }
}
