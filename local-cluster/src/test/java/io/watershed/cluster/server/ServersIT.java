package io.watershed.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.process.Ports;
import io.watershed.cluster.server.ClusterSettings.Purpose;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All four servers, once; each is killed and started again on its data. */
class ServersIT {
  @TempDir private static Path data;
  private static LocalCluster cluster;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void startAll() {
    cluster = LocalCluster.start(data, EnumSet.allOf(ServerKind.class));
  }

  @AfterAll
  static void stopAll() {
    cluster.close();
    assertThat(cluster.servers()).noneMatch(ServerProcess::isAlive);
  }

  @Test
  void kafkaKeepsMessagesOverAKill() throws Exception {
    cluster.kafka().createTopic("kept", 1);
    send("kept", "before");

    cluster.kafka().kill();
    assertThat(cluster.kafka().isAlive()).isFalse();
    cluster.kafka().start();

    send("kept", "after");
    assertThat(received("kept", 2)).containsExactly("before", "after");
  }

  @Test
  void elasticsearchKeepsDocumentsOverAKill() throws Exception {
    String document = cluster.elasticsearch().url() + "/kept/_doc/1";
    assertThat(put(document, "{\"value\":42}").statusCode()).isEqualTo(201);

    cluster.elasticsearch().kill();
    cluster.elasticsearch().start();

    assertThat(get(document).body()).contains("\"value\":42");
  }

  @Test
  void hiveAndHdfsKeepTablesOverAKill() throws Exception {
    try (HiveConnections hive = HiveConnections.from(Settings.of(cluster.overrides()))) {
      execute(hive, "CREATE DATABASE kept");
      execute(
          hive,
          "CREATE TABLE kept.numbers (n INT) PARTITIONED BY (rest INT) STORED AS PARQUET",
          "SET hive.exec.dynamic.partition.mode=nonstrict",
          "INSERT INTO kept.numbers PARTITION (rest) VALUES (1, 1), (2, 0), (3, 1)");
      assertThat(sum(hive)).isEqualTo(6);

      cluster.hive().kill();
      cluster.hdfs().kill();
      cluster.hdfs().start();
      cluster.hive().start();

      assertThat(sum(hive)).isEqualTo(6);
      // Of its own jar Hive has made no copy, which a cancelled query would have left half done.
      try (Stream<Path> jars = Files.list(data.resolve("hive/jars"))) {
        assertThat(jars).singleElement().matches(Files::isSymbolicLink);
      }
    }
  }

  /** Each reads many files after another: at each, Hive looks up which one it is reading. */
  @Test
  void queriesThatScanSideBySideReadTheirOwnTables() throws Exception {
    List<String> tables = List.of("side_by_side.ones", "side_by_side.twos");
    ExecutorService sessions = Executors.newFixedThreadPool(tables.size());
    try (HiveConnections hive = HiveConnections.from(Settings.of(cluster.overrides()))) {
      execute(hive, "CREATE DATABASE side_by_side");
      for (String table : tables) {
        execute(
            hive,
            "CREATE TABLE " + table + " (n INT) STORED AS PARQUET",
            "SET mapreduce.job.reduces=8",
            "INSERT INTO "
                + table
                + " SELECT "
                + (tables.indexOf(table) + 1)
                + " FROM "
                + words(2000, "a")
                + " CROSS JOIN "
                + words(1000, "b")
                + " DISTRIBUTE BY rand(7)");
      }
      List<Future<List<Long>>> answers = new ArrayList<>();
      for (String table : tables) {
        String query = "SELECT sum(n) FROM " + table + " GROUP BY n";
        answers.add(sessions.submit(() -> asked(hive, query, 3)));
      }
      for (int i = 0; i < tables.size(); i++) {
        assertThat(answers.get(i).get(5, TimeUnit.MINUTES))
            .hasSize(3)
            .containsOnly(2_000_000L * (i + 1));
      }
    } finally {
      sessions.shutdownNow();
    }
  }

  @Test
  void aQueryThatGivesUpWaitingDoesNotKeepTheTurn() throws Exception {
    String slow = "SELECT count(*) FROM " + words(4000, "a") + " CROSS JOIN " + words(4000, "b");
    String quick = "SELECT count(*) FROM " + words(10, "a") + " GROUP BY length(word)";
    ExecutorService sessions = Executors.newSingleThreadExecutor();
    try (HiveConnections hive = HiveConnections.from(Settings.of(cluster.overrides()))) {
      Future<List<Long>> first = sessions.submit(() -> asked(hive, slow, 1));
      boolean gaveUp = false;
      try (Connection connection = hive.open();
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(1);
        while (!gaveUp && !first.isDone()) {
          gaveUp = gaveUp(statement, quick);
        }
      }
      assertThat(gaveUp).as("a query was cancelled while another ran").isTrue();
      assertThat(first.get(5, TimeUnit.MINUTES)).containsExactly(16_000_000L);
      assertThat(asked(hive, quick, 1)).containsExactly(10L);
    } finally {
      sessions.shutdownNow();
    }
  }

  /** A sub-query of so many rows, each with an empty {@code word}. */
  private static String words(int rows, String alias) {
    return "(SELECT explode(split(space(%d), ' ')) AS word) AS %s".formatted(rows - 1, alias);
  }

  private static boolean gaveUp(Statement statement, String query) {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    } catch (SQLException cancelled) {
      return true;
    }
  }

  private static List<Long> asked(HiveConnections hive, String query, int times)
      throws SQLException {
    List<Long> answers = new ArrayList<>();
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < times; i++) {
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            answers.add(rows.getLong(1));
          }
        }
      }
    }
    return answers;
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws IOException {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      if (Files.exists(file)) {
        List<Integer> ours =
            cluster.servers().stream()
                .flatMap(server -> server.ports().stream())
                .map(ServerPort::number)
                .toList();
        assertThat(
                Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.trim().split("\\s+", -1)))
            .filteredOn(columns -> columns[3].equals("0A"))
            .filteredOn(
                columns -> ours.contains(Integer.parseInt(columns[1].split(":", -1)[1], 16)))
            .extracting(columns -> columns[1].split(":", -1)[0])
            .as("addresses of listening ports")
            .allMatch(
                address ->
                    address.equals("0100007F")
                        || address.equals("0000000000000000FFFF00000100007F")
                        || address.equals("00000000000000000000000001000000"));
      }
    }
  }

  @Test
  void aPortInUseIsNamedWithItsSettingAndItsHolder(@TempDir Path other) throws IOException {
    ClusterSettings free = ClusterSettings.onFreePorts();
    int port = free.port(Purpose.KAFKA).number();
    try (ServerSocket holder = new ServerSocket()) {
      holder.bind(Ports.loopback(port));
      assertThatThrownBy(() -> LocalCluster.start(other, Set.of(ServerKind.KAFKA), free))
          .isInstanceOf(PortInUseException.class)
          .hasMessageStartingWith("Kafka needs port " + port + ", which is in use by process ")
          .hasMessageEndingWith("the setting watershed.kafka.bootstrap-servers");
    }
    assertThat(Ports.isFree(port)).isTrue();
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAndWhereItsLogIs(@TempDir Path other) throws IOException {
    Path broken = Files.createDirectories(other.resolve("kafka/data")).resolve("meta.properties");
    Files.writeString(broken, "version=99\n");

    assertThatThrownBy(() -> LocalCluster.start(other, Set.of(ServerKind.KAFKA)))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageStartingWith("Kafka did not start: ")
        .hasMessageContaining("meta.properties")
        .hasMessageEndingWith("(its log: " + other.resolve("log/kafka.log") + ")");
  }

  private static void send(String topic, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static List<String> received(String topic, int count) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new java.util.ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(message -> values.add(new String(message.value(), StandardCharsets.UTF_8)));
      }
      return values;
    }
  }

  private static HttpResponse<String> put(String address, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void execute(HiveConnections hive, String... statements) throws Exception {
    try (Connection connection = hive.open();
        Statement sql = connection.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  private static long sum(HiveConnections hive) throws Exception {
    try (Connection connection = hive.open();
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("SELECT sum(n) FROM kept.numbers")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
