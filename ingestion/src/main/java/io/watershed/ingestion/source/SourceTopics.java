package io.watershed.ingestion.source;

import io.watershed.core.contract.Topic;
import io.watershed.core.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics that sources write to.
 *
 * @param bootstrapServers Kafka's addresses
 * @param observations messages of stations
 * @param deadLetters what could not become one
 * @param state how far each source is; compacted
 */
record SourceTopics(
    String bootstrapServers, String observations, String deadLetters, String state) {

  private static final String LARGEST_STATE_BYTES = "8000000";
  private static final String REQUEST_MILLIS = "15000";

  static SourceTopics from(Settings settings) {
    return new SourceTopics(
        settings.string("kafka.bootstrap-servers"),
        Topic.STATION_OBSERVATIONS.name(settings),
        Topic.DEAD_LETTERS.name(settings),
        settings.string("sources.state-topic"));
  }

  /**
   * Makes the topic of the state where it is missing; the others belong to the pipeline.
   *
   * @throws JournalException if Kafka refuses or does not answer
   */
  void createState() throws InterruptedException {
    NewTopic topic =
        new NewTopic(state, Optional.of(1), Optional.empty())
            .configs(
                Map.of(
                    "cleanup.policy",
                    "compact",
                    // What is compacted early is read fast at a start.
                    "segment.ms",
                    "3600000",
                    "min.cleanable.dirty.ratio",
                    "0.2",
                    "max.message.bytes",
                    LARGEST_STATE_BYTES));
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw new JournalException(
            "topic " + state + " could not be made: " + refused.getCause().getMessage(), refused);
      }
    } catch (KafkaException unreachable) {
      throw new JournalException(
          "topic " + state + " could not be made: " + unreachable.getMessage(), unreachable);
    }
  }
}
