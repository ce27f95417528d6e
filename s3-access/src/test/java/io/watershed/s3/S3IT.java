package io.watershed.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.LockManager;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.types.Types;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real S3 server: what the layers rely on where they would rename on HDFS. */
class S3IT {

  @TempDir static java.nio.file.Path folder;
  private static S3ForTests s3;
  private static Settings settings;
  private static SparkSession spark;
  private static Configuration hadoop;
  private static FileSystem files;

  @BeforeAll
  static void start() throws IOException {
    s3 = new S3ForTests(folder);
    settings = s3.settings("all", Map.of());
    spark = SparkSessions.create("s3-it", settings);
    hadoop = spark.sparkContext().hadoopConfiguration();
    files = new Path(s3.folder("")).getFileSystem(hadoop);
  }

  @AfterAll
  static void stop() throws IOException {
    spark.stop();
    s3.close();
  }

  @Test
  void ofManyCommitsOfTheSameVersionOneWins() throws Exception {
    Path version = new Path(s3.folder("versions/v7.metadata.json"));
    List<Path> drafts = new ArrayList<>();
    for (int writer = 0; writer < 6; writer++) {
      Path draft = new Path(s3.folder("versions/draft-" + writer + ".metadata.json"));
      write(draft, "by writer " + writer);
      drafts.add(draft);
    }
    CyclicBarrier together = new CyclicBarrier(drafts.size());
    List<Boolean> won =
        inParallel(
            drafts.stream()
                .<Callable<Boolean>>map(
                    draft ->
                        () -> {
                          together.await();
                          return files.rename(draft, version);
                        })
                .toList());
    assertThat(won).containsOnlyOnce(true);
    int winner = won.indexOf(true);
    assertThat(read(version)).isEqualTo("by writer " + winner);
    for (int writer = 0; writer < drafts.size(); writer++) {
      assertThat(files.exists(drafts.get(writer))).isEqualTo(writer != winner);
    }
  }

  @Test
  void aCommitThatMeetsItselfAgainHasWon() throws IOException {
    Path draft = new Path(s3.folder("again/draft.metadata.json"));
    Path version = new Path(s3.folder("again/v2.metadata.json"));
    write(draft, "same");
    write(version, "same");
    assertThat(files.rename(draft, version)).isTrue();
    assertThat(files.exists(draft)).isFalse();
  }

  @Test
  void appendsOfSeveralProcessesAreAllInTheTable() throws Exception {
    Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
    TableIdentifier name = TableIdentifier.of(Namespace.of("shared"), "appended");
    // Processes do not see the lock that each of them has within itself; here there is none.
    Map<String, String> properties =
        Map.of("warehouse", s3.folder("shared"), "lock-impl", NoLock.class.getName());
    try (HadoopCatalog catalog = new HadoopCatalog()) {
      catalog.setConf(hadoop);
      catalog.initialize("setup", properties);
      catalog
          .buildTable(name, schema)
          .withProperty("commit.retry.num-retries", "50")
          .withProperty("commit.retry.min-wait-ms", "10")
          .create();
    }
    int writers = 3;
    int appends = 4;
    inParallel(
        IntStream.range(0, writers)
            .<Callable<Void>>mapToObj(
                writer ->
                    () -> {
                      try (HadoopCatalog own = new HadoopCatalog()) {
                        own.setConf(hadoop);
                        own.initialize("writer-" + writer, properties);
                        Table table = own.loadTable(name);
                        for (int append = 0; append < appends; append++) {
                          append(table, writer + "-" + append);
                        }
                      }
                      return null;
                    })
            .toList());
    try (HadoopCatalog catalog = new HadoopCatalog()) {
      catalog.setConf(hadoop);
      catalog.initialize("check", properties);
      Table table = catalog.loadTable(name);
      assertThat(table.snapshots()).hasSize(writers * appends);
      assertThat(table.currentSnapshot().summary())
          .containsEntry("total-data-files", String.valueOf(writers * appends));
    }
  }

  @Test
  void theMasterDatasetIsWrittenAndReadByTheSettingsAlone() {
    MasterDataset dataset = MasterDataset.from(settings);
    dataset.createIfAbsent(spark);
    for (int offset = 0; offset < 2; offset++) {
      spark.sql(
          "INSERT INTO "
              + dataset.deadLetters()
              + " VALUES ('t', 0, "
              + offset
              + ", TIMESTAMP '2026-01-01 00:00:00', X'00', X'00', 'NOT_JSON', 'd')");
    }
    assertThat(spark.table(dataset.deadLetters()).count()).isEqualTo(2);
    assertThat(spark.table(dataset.deadLetters() + ".snapshots").count()).isEqualTo(2);
    assertThat(spark.table(dataset.deadLetters() + ".files").select("file_path").collectAsList())
        .allSatisfy(row -> assertThat(row.getString(0)).startsWith(s3.folder("all/master/master")));
  }

  @Test
  void filesOfAJobAppearWithItsEndAndNothingIsRenamed() throws IOException {
    String table = s3.folder("job/run=1");
    spark
        .range(10)
        .withColumn("part", functions.expr("id % 2"))
        .write()
        .mode(SaveMode.Append)
        .partitionBy("part")
        .parquet(table);
    assertThat(read(new Path(table, "_SUCCESS")))
        .containsPattern("\"committer\"\\s*:\\s*\"magic\"");
    assertThat(names(table)).allMatch(name -> name.matches("_SUCCESS|part=[01]/part-[^/]*parquet"));
    assertThat(spark.read().parquet(table).count()).isEqualTo(10);
  }

  @Test
  void aJobThatFailsLeavesNoFile() throws IOException {
    String table = s3.folder("job/run=2");
    Dataset<Row> rows =
        spark
            .range(0, 10, 1, 2)
            .withColumn("part", functions.expr("if(id = 9, raise_error('broken row'), id % 2)"));
    assertThatThrownBy(() -> rows.write().mode(SaveMode.Append).partitionBy("part").parquet(table))
        .hasStackTraceContaining("broken row");
    assertThat(names(table)).noneMatch(name -> name.endsWith(".parquet"));
  }

  @Test
  void aStreamGoesOnFromItsCheckpoint() throws Exception {
    java.nio.file.Path input = Files.createDirectories(folder.resolve("input"));
    put(input, "a");
    assertThat(stream(input)).containsExactly("a");
    put(input, "b");
    assertThat(stream(input)).containsExactly("b");
    assertThat(names(s3.folder("stream"))).contains("offsets/0", "offsets/1", "commits/1");
  }

  @Test
  void aCheckpointFileIsThereOnceItIsClosedAndOnlyOnce() throws IOException {
    Path file = new Path(s3.folder("checkpoint/offsets/3"));
    CheckpointFileManager checkpoint =
        new S3CheckpointFiles(new Path(s3.folder("checkpoint")), hadoop);
    CancellableFSDataOutputStream first = checkpoint.createAtomic(file, false);
    CancellableFSDataOutputStream second = checkpoint.createAtomic(file, false);
    CancellableFSDataOutputStream cancelled = checkpoint.createAtomic(file, true);
    first.write("first".getBytes(StandardCharsets.UTF_8));
    second.write("second".getBytes(StandardCharsets.UTF_8));
    cancelled.write("cancelled".getBytes(StandardCharsets.UTF_8));
    assertThat(checkpoint.exists(file)).isFalse();
    first.close();
    assertThatThrownBy(second::close)
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("offsets/3 exists: another stream uses the checkpoint");
    cancelled.cancel();
    assertThat(read(file)).isEqualTo("first");
    try (CancellableFSDataOutputStream over = checkpoint.createAtomic(file, true)) {
      over.write("over".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(file)).isEqualTo("over");
  }

  @Test
  void aCheckpointElsewhereIsSparksOwn() throws IOException {
    Path home = new Path(folder.resolve("local-checkpoint").toUri());
    CheckpointFileManager checkpoint = new S3CheckpointFiles(home, hadoop);
    checkpoint.createCheckpointDirectory();
    try (CancellableFSDataOutputStream out = checkpoint.createAtomic(new Path(home, "0"), false)) {
      out.write('x');
    }
    assertThat(folder.resolve("local-checkpoint/0")).hasContent("x");
  }

  private static List<String> stream(java.nio.file.Path input) throws Exception {
    List<String> seen = new ArrayList<>();
    StreamingQuery query =
        spark
            .readStream()
            .text(input.toUri().toString())
            .writeStream()
            .option("checkpointLocation", s3.folder("stream"))
            .trigger(Trigger.AvailableNow())
            .foreachBatch(
                (Dataset<Row> rows, Long batch) ->
                    rows.collectAsList().forEach(row -> seen.add(row.getString(0))))
            .start();
    query.awaitTermination();
    return seen;
  }

  private static void put(java.nio.file.Path input, String text) throws IOException {
    java.nio.file.Path draft = Files.writeString(folder.resolve(text + ".draft"), text);
    Files.move(draft, input.resolve(text + ".txt"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void append(Table table, String name) {
    table
        .newAppend()
        .appendFile(
            DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(table.location() + "/data/" + name + ".parquet")
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build())
        .commit();
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FSDataOutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String read(Path file) throws IOException {
    try (var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names of all files below a folder. */
  private static List<String> names(String below) throws IOException {
    List<String> names = new ArrayList<>();
    if (files.exists(new Path(below))) {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(below), true);
      while (all.hasNext()) {
        names.add(all.next().getPath().toString().substring(below.length() + 1));
      }
    }
    return names;
  }

  /** A lock that locks nothing, as between processes. */
  public static final class NoLock implements LockManager {
    @Override
    public boolean acquire(String entity, String owner) {
      return true;
    }

    @Override
    public boolean release(String entity, String owner) {
      return true;
    }

    @Override
    public void initialize(Map<String, String> properties) {}

    @Override
    public void close() {}
  }
}
