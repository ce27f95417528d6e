package io.watershed.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** A real Kafka and a real Elasticsearch, and how tests look into them. */
final class SpeedServers implements Closeable {

  static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalCluster cluster;
  private final RestClient elasticsearch;

  private SpeedServers(LocalCluster cluster) {
    this.cluster = cluster;
    this.elasticsearch =
        ElasticsearchConnection.to(ElasticsearchAddress.from(Settings.of(cluster.overrides())));
  }

  static SpeedServers start(Path folder) throws IOException {
    SpeedServers servers =
        new SpeedServers(
            LocalCluster.start(folder, Set.of(ServerKind.KAFKA, ServerKind.ELASTICSEARCH)));
    servers.cluster.kafka().createTopic("alerts", 1);
    servers.cluster.kafka().createTopic("dead-letters", 1);
    return servers;
  }

  LocalCluster cluster() {
    return cluster;
  }

  RestClient elasticsearch() {
    return elasticsearch;
  }

  /** A document, awaited. */
  JsonNode document(String index, String id) {
    return await("document " + id + " of " + index)
        .atMost(PATIENCE)
        .until(() -> get("/" + index + "/_source/" + id), found -> !found.isMissingNode());
  }

  JsonNode get(String path) throws IOException {
    try {
      return JSON.readTree(
          elasticsearch
              .performRequest(new Request("GET", path.replace("|", "%7C")))
              .getEntity()
              .getContent());
    } catch (ResponseException absent) {
      return JSON.missingNode();
    }
  }

  long count(String index) throws IOException {
    elasticsearch.performRequest(new Request("POST", "/" + index + "/_refresh"));
    return get("/" + index + "/_count").path("count").asLong();
  }

  /** Sums over a query's health documents. */
  Map<String, Long> health(UUID query, String topic) throws IOException {
    elasticsearch.performRequest(new Request("POST", "/pipeline-health/_refresh"));
    JsonNode found =
        get("/pipeline-health/_search?size=1000&q=query_id:" + query + "%20AND%20topic:" + topic);
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode hit : found.at("/hits/hits")) {
      for (String field :
          List.of("messages", "accepted", "late", "duplicates", "dead_letters", "refused")) {
        sums.merge(field, hit.get("_source").get(field).asLong(), Long::sum);
      }
    }
    return sums;
  }

  /** Every message of a topic with one partition. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.overrides().get("kafka.bootstrap-servers")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(all::add);
      }
    }
    return all;
  }

  static String header(ConsumerRecord<byte[], byte[]> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
