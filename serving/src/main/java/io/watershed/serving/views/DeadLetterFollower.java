package io.watershed.serving.views;

import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the topic of dead letters to Elasticsearch, where people can look through them. Offsets
 * are committed once the documents are there, and a document's id is the place of the message that
 * failed, so nothing is lost or doubled whatever dies. Runs on a thread of its own until closed.
 */
public final class DeadLetterFollower implements AutoCloseable {

  /** Of a longer message, people see the beginning; the master dataset has all of it. */
  static final int LONGEST_RAW = 4_000;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int BULK_BYTES = 2_000_000;
  private static final String GROUP = "watershed-dead-letters-to-elasticsearch";

  private final Settings settings;
  private final Thread thread = new Thread(this::run, "dead-letters");
  private volatile boolean closed;
  private volatile long copied;

  private DeadLetterFollower(Settings settings) {
    this.settings = settings;
  }

  /** Begins to follow. */
  public static DeadLetterFollower start(Settings settings) {
    DeadLetterFollower follower = new DeadLetterFollower(settings);
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  /** How many letters it has copied since its start. */
  public long copied() {
    return copied;
  }

  private void run() {
    ElasticsearchAddress address = ElasticsearchAddress.from(settings);
    try {
      IndexTemplates.install(address, List.of(ViewIndices.DEAD_LETTERS));
      while (!closed) {
        follow(address);
      }
    } catch (InterruptedException | InterruptException | WakeupException stopped) {
      LOG.debug("no longer following the dead letters");
    } catch (IOException refused) {
      LOG.error("the dead letters cannot be copied to Elasticsearch", refused);
    }
  }

  /** Follows until closed, or until Kafka breaks in a way that a new consumer mends. */
  private void follow(ElasticsearchAddress address) throws IOException, InterruptedException {
    BulkIndexer indexer =
        new BulkIndexer(
            address,
            BULK_BYTES,
            refusal -> LOG.error("Elasticsearch refuses {}: {}", refusal.id(), refusal.problem()));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.subscribe(List.of(settings.string("kafka.topics.dead-letters")));
      while (!closed) {
        ConsumerRecords<byte[], byte[]> letters = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
          write(indexer, letter);
          indexer.added();
        }
        if (!letters.isEmpty()) {
          indexer.finish();
          consumer.commitSync();
          copied += letters.count();
        }
      }
    } catch (InterruptException | WakeupException stopped) {
      throw stopped;
    } catch (KafkaException broken) {
      LOG.warn("the dead letters are read anew: {}", broken.getMessage());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", settings.string("kafka.bootstrap-servers"),
            "group.id", GROUP,
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "allow.auto.create.topics", "false",
            "reconnect.backoff.max.ms", "5000",
            // Elasticsearch may be away for long.
            "max.poll.interval.ms", Integer.toString(Integer.MAX_VALUE)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Writes a letter; one without the headers of its source counts as a message of its own. */
  static void write(BulkIndexer indexer, ConsumerRecord<byte[], byte[]> letter) {
    String topic = header(letter, "source-topic", letter.topic());
    String partition = header(letter, "source-partition", Integer.toString(letter.partition()));
    String offset = header(letter, "source-offset", Long.toString(letter.offset()));
    JsonLines json =
        indexer.bulk().begin(ViewIndices.DEAD_LETTERS, topic + "|" + partition + "|" + offset);
    json.beginObject()
        .text("stage", header(letter, "stage", "unknown"))
        .text("reason", header(letter, "reason", "UNKNOWN"))
        .text("detail", header(letter, "detail", ""))
        .text("source_topic", topic)
        .number("source_partition", number(partition, letter.partition()))
        .number("source_offset", number(offset, letter.offset()));
    if (letter.key() != null) {
      json.text("key", cut(letter.key(), 256));
    }
    if (letter.value() != null) {
      json.text("raw", cut(letter.value(), LONGEST_RAW));
    }
    json.instant("arrival", letter.timestamp()).endObject();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name, String other) {
    Header header = letter.headers().lastHeader(name);
    return header == null || header.value() == null
        ? other
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static long number(String text, long other) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException foreign) {
      return other;
    }
  }

  /** The beginning of some bytes as text; bytes that are none become replacement characters. */
  private static String cut(byte[] bytes, int longest) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /** Stops following. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(STOP_PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
