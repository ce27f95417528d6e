package io.watershed.serving.views;

import io.watershed.core.contract.DeadLetterHeader;
import io.watershed.core.contract.Topic;
import io.watershed.core.contract.index.DeadLettersIndex;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Backoff;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.elasticsearch.Search;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
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
  private static final Duration WAKE_PATIENCE = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int BULK_BYTES = 2_000_000;
  private static final String GROUP = "watershed-dead-letters-to-elasticsearch";

  private final Settings settings;
  private final Thread thread = new Thread(this::run, "dead-letters");
  private final AtomicLong copied = new AtomicLong();
  private volatile boolean closed;
  private volatile KafkaConsumer<byte[], byte[]> reading;

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
    return copied.get();
  }

  private void run() {
    ElasticsearchAddress address = ElasticsearchAddress.from(settings);
    Backoff backoff = new Backoff();
    while (!closed) {
      try {
        follow(address, backoff);
      } catch (InterruptedException | InterruptException | WakeupException stopped) {
        LOG.debug("no longer following the dead letters");
        return;
      } catch (IOException | RuntimeException broken) {
        if (!closed) {
          LOG.warn("the dead letters are read anew", broken);
          pause(backoff, BulkIndexer.firstLine(broken));
        }
      }
    }
  }

  private void pause(Backoff backoff, String reason) {
    try {
      backoff.await("the dead letters cannot be copied: " + reason);
    } catch (InterruptedException stopped) {
      closed = true;
    }
  }

  /** Follows until closed, or until something breaks in a way that a new consumer mends. */
  private void follow(ElasticsearchAddress address, Backoff backoff)
      throws IOException, InterruptedException {
    IndexTemplates.install(address, List.of(DeadLettersIndex.INDEX));
    BulkIndexer indexer =
        new BulkIndexer(
            address,
            BULK_BYTES,
            refusal -> LOG.error("Elasticsearch refuses {}: {}", refusal.id(), refusal.problem()));
    // Where there are no copies, offsets committed before mean nothing.
    boolean anew = !Search.forLayers(address).exists(DeadLettersIndex.INDEX);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      reading = consumer;
      consumer.subscribe(List.of(Topic.DEAD_LETTERS.name(settings)), new Beginning(consumer, anew));
      while (!closed) {
        ConsumerRecords<byte[], byte[]> letters = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
          write(indexer, letter);
          indexer.added();
        }
        if (!letters.isEmpty()) {
          indexer.finish();
          consumer.commitSync();
          copied.addAndGet(letters.count());
          backoff.reset();
        }
      }
    } finally {
      reading = null;
    }
  }

  /** Where to begin: at the oldest letter, or after the last one committed. */
  private record Beginning(KafkaConsumer<byte[], byte[]> consumer, boolean anew)
      implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (anew) {
        consumer.seekToBeginning(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What was read is written and committed before the next poll.
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", settings.string("kafka.bootstrap-servers"),
            "group.id", GROUP,
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            // What a source took back never happened.
            "isolation.level", "read_committed",
            "allow.auto.create.topics", "false",
            "reconnect.backoff.max.ms", "5000",
            // Elasticsearch may be away for long.
            "max.poll.interval.ms", Integer.toString(Integer.MAX_VALUE)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Writes a letter; one without the headers of its source counts as a message of its own. */
  static void write(BulkIndexer indexer, ConsumerRecord<byte[], byte[]> letter) {
    String topic = header(letter, DeadLetterHeader.SOURCE_TOPIC, letter.topic());
    String partition =
        header(letter, DeadLetterHeader.SOURCE_PARTITION, Integer.toString(letter.partition()));
    String offset = header(letter, DeadLetterHeader.SOURCE_OFFSET, Long.toString(letter.offset()));
    JsonLines json =
        indexer.bulk().begin(DeadLettersIndex.INDEX.name(), topic + "|" + partition + "|" + offset);
    json.beginObject()
        .text(DeadLettersIndex.STAGE, header(letter, DeadLetterHeader.STAGE, "unknown"))
        .text(DeadLettersIndex.REASON, header(letter, DeadLetterHeader.REASON, "UNKNOWN"))
        .text(DeadLettersIndex.DETAIL, header(letter, DeadLetterHeader.DETAIL, ""))
        .text(DeadLettersIndex.SOURCE_TOPIC, topic)
        .number(DeadLettersIndex.SOURCE_PARTITION, number(partition, letter.partition()))
        .number(DeadLettersIndex.SOURCE_OFFSET, number(offset, letter.offset()));
    if (letter.key() != null) {
      json.text(DeadLettersIndex.KEY, cut(letter.key(), 256));
    }
    if (letter.value() != null) {
      json.text(DeadLettersIndex.RAW, cut(letter.value(), LONGEST_RAW));
    }
    json.instant(DeadLettersIndex.ARRIVAL, letter.timestamp()).endObject();
  }

  private static String header(
      ConsumerRecord<byte[], byte[]> letter, DeadLetterHeader name, String other) {
    Header header = letter.headers().lastHeader(name.wireName());
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
    if (text.length() <= longest) {
      return text;
    }
    // Half of a pair is no character.
    boolean parts = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, parts ? longest - 1 : longest);
  }

  /** Stops following. */
  @Override
  public void close() {
    closed = true;
    KafkaConsumer<byte[], byte[]> consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(WAKE_PATIENCE.toMillis());
      // Not Kafka is waited for then, but Elasticsearch.
      thread.interrupt();
      thread.join(STOP_PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
