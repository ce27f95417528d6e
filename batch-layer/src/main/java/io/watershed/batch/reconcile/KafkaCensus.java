package io.watershed.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;

import io.watershed.core.settings.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Counts the messages that Kafka holds, by reading all of them. */
final class KafkaCensus {

  private static final int ANSWER_MILLIS = 15_000;

  private final String bootstrapServers;
  private final String topic;

  private KafkaCensus(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  static KafkaCensus from(Settings settings, RawStream stream) {
    return new KafkaCensus(settings.string("kafka.bootstrap-servers"), stream.topic(settings));
  }

  /**
   * The offsets that Kafka holds now.
   *
   * @throws PlaceAwayException if Kafka does not answer or has no such topic
   */
  OffsetRanges ranges() {
    Map<String, Object> properties =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      List<TopicPartition> partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .stream()
              .map(TopicPartitionInfo::partition)
              .map(number -> new TopicPartition(topic, number))
              .toList();
      Map<TopicPartition, ListOffsetsResultInfo> begins =
          offsets(admin, partitions, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          offsets(admin, partitions, OffsetSpec.latest());
      Map<Integer, OffsetRanges.Range> ranges = new HashMap<>();
      for (TopicPartition partition : partitions) {
        ranges.put(
            partition.partition(),
            new OffsetRanges.Range(begins.get(partition).offset(), ends.get(partition).offset()));
      }
      return new OffsetRanges(topic, ranges);
    } catch (ExecutionException problem) {
      throw new PlaceAwayException(
          "Kafka at " + bootstrapServers + " cannot tell about topic " + topic, problem.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PlaceAwayException("interrupted while asking Kafka", interrupted);
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which)))
        .all()
        .get();
  }

  /** The messages of some offsets by partition and hour of arrival. */
  Counts<Integer> count(SparkSession spark, OffsetRanges ranges) {
    Counts<Integer> counts = new Counts<>();
    if (ranges.size() == 0) {
      return counts;
    }
    List<Row> rows =
        spark
            .read()
            .format("kafka")
            .option("kafka.bootstrap.servers", bootstrapServers)
            .option("subscribe", topic)
            .option("startingOffsets", ranges.beginsAsJson())
            .option("endingOffsets", ranges.endsAsJson())
            .option("failOnDataLoss", "false")
            // What a source took back is no message.
            .option("kafka.isolation.level", "read_committed")
            .option("kafka.max.poll.records", "20000")
            .option("kafka.max.partition.fetch.bytes", "8388608")
            .load()
            .groupBy(col("partition"), date_trunc("HOUR", col("timestamp")).as("hour"))
            .count()
            .collectAsList();
    for (Row row : rows) {
      counts.add(row.<Instant>getAs("hour"), row.getAs("partition"), row.getAs("count"));
    }
    return counts;
  }
}
