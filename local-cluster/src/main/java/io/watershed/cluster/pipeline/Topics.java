package io.watershed.cluster.pipeline;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The pipeline's topics: made where they are missing, and how far each of them reaches. */
final class Topics {
  private static final long ADMIN_SECONDS = 30;

  private static final Set<Topic> RAW =
      EnumSet.of(Topic.METER_READINGS, Topic.STATION_OBSERVATIONS);

  private final Admin admin;
  private final Settings settings;

  Topics(Admin admin, Settings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /** Makes the topics that do not exist; leaves others as they are. */
  void create() {
    int partitions = settings.integer("kafka.partitions", 1, 1_000);
    Duration retention =
        settings.duration("kafka.retention", Duration.ofHours(1), Duration.ofDays(36_500));
    Map<String, String> configuration =
        Map.of(
            "retention.ms",
            Long.toString(retention.toMillis()),
            // Arrival is what the broker saw, whatever a device's clock says.
            "message.timestamp.type",
            "LogAppendTime");
    for (Topic topic : Topic.values()) {
      int parts = RAW.contains(topic) ? partitions : 1;
      create(new NewTopic(topic.name(settings), parts, (short) 1).configs(configuration));
    }
  }

  private void create(NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw failed("topic " + topic.name() + " could not be created", refused.getCause());
      }
    } catch (TimeoutException late) {
      throw failed("topic " + topic.name() + " could not be created", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed("topic " + topic.name() + " was not created", interrupted);
    }
  }

  /** The offset after the last raw message of each fleet, by topic and partition. */
  Map<String, Long> rawEnds() {
    List<String> topics = RAW.stream().map(topic -> topic.name(settings)).toList();
    try {
      var descriptions =
          admin.describeTopics(topics).allTopicNames().get(ADMIN_SECONDS, TimeUnit.SECONDS);
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      descriptions.forEach(
          (topic, description) ->
              description
                  .partitions()
                  .forEach(
                      part ->
                          asked.put(
                              new TopicPartition(topic, part.partition()), OffsetSpec.latest())));
      Map<String, Long> ends = new HashMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get(ADMIN_SECONDS, TimeUnit.SECONDS)
          .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
      return ends;
    } catch (ExecutionException | TimeoutException silent) {
      throw failed("Kafka did not tell how far " + topics + " reach", silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while asking Kafka", interrupted);
    }
  }

  private static PipelineException failed(String what, Throwable why) {
    return new PipelineException(what + ": " + why.getMessage(), why);
  }
}
