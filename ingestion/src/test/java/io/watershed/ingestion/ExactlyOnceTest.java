package io.watershed.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

@Tag("slow")
class ExactlyOnceTest {

  @TempDir Path folder;
  private final List<String> sentReasons = new ArrayList<>();
  private long nextOffset;

  @Test
  void microBatchThatRunsAgainAfterCrashCommitsNothingTwice() throws Exception {
    try (TestSession session = TestSession.in(folder, Map.of())) {
      MemoryStream<Row> stream =
          new MemoryStream<>(
              0, session.spark(), scala.Option.empty(), Encoders.row(Messages.SOURCE_COLUMNS));
      add(stream, Messages.flow("83008", "2022-07-13T07:00:00.000Z", 1), "{");
      processAll(session, stream);
      add(stream, Messages.flow("83008", "2022-07-13T07:15:00.000Z", 2), "[]");
      MasterDatasetSink sink = processAll(session, stream);
      assertThat(sink.acceptedRows()).isEqualTo(1);
      assertThat(sink.deadLetterRows()).isEqualTo(1);
      State before = State.of(session);
      assertThat(before.readings()).isEqualTo(2);
      assertThat(before.deadLetters()).isEqualTo(2);
      assertThat(before.readingSnapshots()).isEqualTo(2);
      assertThat(before.deadLetterSnapshots()).isEqualTo(2);

      forgetLastCommit();
      MasterDatasetSink again = processAll(session, stream);
      assertThat(State.of(session)).isEqualTo(before);
      assertThat(again.acceptedRows()).isZero();
      assertThat(again.deadLetterRows()).isZero();
      assertThat(sentReasons).containsExactly("NOT_JSON", "NOT_JSON");

      add(stream, Messages.flow("83008", "2022-07-13T07:30:00.000Z", 3));
      processAll(session, stream);
      assertThat(State.of(session)).isEqualTo(new State(3, 2, 3, 2));
    }
  }

  @Test
  void crashBetweenTheTwoTablesIsMadeGood() throws Exception {
    try (TestSession session = TestSession.in(folder, Map.of())) {
      MemoryStream<Row> stream =
          new MemoryStream<>(
              0, session.spark(), scala.Option.empty(), Encoders.row(Messages.SOURCE_COLUMNS));
      add(stream, Messages.flow("83008", "2022-07-13T07:00:00.000Z", 1), "{");
      MasterDatasetSink failing =
          sink(
              session,
              letters -> {
                throw new IllegalStateException("killed here");
              });
      StreamingQuery query = start(session, stream, failing);
      assertThatThrownBy(query::processAllAvailable).hasStackTraceContaining("killed here");
      query.stop();
      assertThat(State.of(session)).isEqualTo(new State(1, 0, 1, 0));

      processAll(session, stream);
      assertThat(State.of(session)).isEqualTo(new State(1, 1, 1, 1));
    }
  }

  private void add(MemoryStream<Row> stream, String... messages) {
    List<Row> rows = new ArrayList<>();
    for (String message : messages) {
      rows.add(Messages.source(0, nextOffset++, Messages.bytes(message)));
    }
    stream.addData(CollectionConverters.asScala(rows).toSeq());
  }

  private MasterDatasetSink processAll(TestSession session, MemoryStream<Row> stream)
      throws TimeoutException, StreamingQueryException {
    MasterDatasetSink sink = sink(session, this::remember);
    StreamingQuery query = start(session, stream, sink);
    query.processAllAvailable();
    query.stop();
    return sink;
  }

  private StreamingQuery start(
      TestSession session, MemoryStream<Row> stream, MasterDatasetSink sink)
      throws TimeoutException {
    return new IngestionJob(sink.stream(), sink).start(stream.toDF(), Trigger.ProcessingTime(0));
  }

  private static MasterDatasetSink sink(TestSession session, DeadLetterChannel channel) {
    return new MasterDatasetSink(
        IngestionStream.meters(session.settings()), session.dataset().deadLetters(), channel);
  }

  private void remember(Dataset<Row> deadLetters) {
    deadLetters.collectAsList().forEach(row -> sentReasons.add(row.getAs("reason")));
  }

  /** As if the process had been killed after its commit and before Spark noted the micro-batch. */
  private void forgetLastCommit() throws IOException {
    Path commits = folder.resolve("checkpoint/commits");
    Files.delete(commits.resolve("1"));
    Files.deleteIfExists(commits.resolve(".1.crc"));
  }

  private record State(
      long readings, long deadLetters, long readingSnapshots, long deadLetterSnapshots) {

    static State of(TestSession session) {
      return new State(
          session.spark().table(session.dataset().readings()).count(),
          session.spark().table(session.dataset().deadLetters()).count(),
          session.spark().table(session.dataset().readings() + ".snapshots").count(),
          session.spark().table(session.dataset().deadLetters() + ".snapshots").count());
    }
  }
}
