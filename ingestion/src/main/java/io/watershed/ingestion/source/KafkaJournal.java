package io.watershed.ingestion.source;

import io.watershed.core.contract.DeadLetterHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A journal in Kafka: messages, dead letters and progress of a delivery are one transaction. A
 * source has one transactional id, so that whoever opens it last ends what an earlier process left
 * open and shuts that process out.
 */
final class KafkaJournal implements Journal, AutoCloseable {

  /** Kafka's own default for the largest message, less room for headers. */
  private static final int LARGEST_FORWARDED_BYTES = 1_000_000;

  private static final int LARGEST_REQUEST_BYTES = 8_000_000;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final SourceTopics topics;
  private final SortedMap<String, String> progress;

  private KafkaJournal(
      KafkaProducer<byte[], byte[]> producer,
      SourceTopics topics,
      SortedMap<String, String> progress) {
    this.producer = producer;
    this.topics = topics;
    this.progress = progress;
  }

  /**
   * Opens the journal of a source: ends what another process has begun, and reads the progress.
   *
   * @throws JournalException if Kafka does not answer
   */
  static KafkaJournal open(SourceTopics topics, String source) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topics.bootstrapServers()),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "watershed-sources-" + source),
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 45_000),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 45_000),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 10),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
      // Only now is every transaction of this source ended, so that its progress can be read.
      return new KafkaJournal(producer, topics, StateReader.read(topics, source + "|"));
    } catch (InterruptException stop) {
      producer.close(Duration.ZERO);
      throw stop;
    } catch (KafkaException problem) {
      producer.close(Duration.ZERO);
      throw failed(source, problem);
    }
  }

  @Override
  public Optional<String> progress(String key) {
    return Optional.ofNullable(progress.get(key));
  }

  @Override
  public Map<String, String> progressBelow(String prefix) {
    // No character sorts after this one, which no key holds.
    return new TreeMap<>(progress.subMap(prefix, prefix + Character.MAX_VALUE));
  }

  @Override
  public void commit(Delivery delivery) {
    try {
      producer.beginTransaction();
      for (Delivery.Message message : delivery.messages()) {
        send(
            new ProducerRecord<>(
                topics.observations(), bytes(message.stationId()), message.value()));
      }
      for (DeadLetter letter : delivery.deadLetters()) {
        send(deadLetter(letter));
      }
      delivery
          .progress()
          .forEach(
              (key, value) -> send(new ProducerRecord<>(topics.state(), bytes(key), bytes(value))));
      // It fails if any of them was not taken.
      producer.commitTransaction();
      progress.putAll(delivery.progress());
    } catch (InterruptException stop) {
      throw stop;
    } catch (KafkaException problem) {
      throw failed("the source", problem);
    }
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    // A message that is not taken fails the commit.
    var unused = producer.send(message);
  }

  private ProducerRecord<byte[], byte[]> deadLetter(DeadLetter letter) {
    byte[] body = bytes(letter.body());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topics.deadLetters(),
            letter.stationId() == null ? null : bytes(letter.stationId()),
            body.length <= LARGEST_FORWARDED_BYTES ? body : null);
    Headers headers = message.headers();
    headers.add(DeadLetterHeader.STAGE.wireName(), bytes("sources"));
    headers.add(DeadLetterHeader.REASON.wireName(), bytes(letter.reason().name()));
    headers.add(DeadLetterHeader.DETAIL.wireName(), bytes(letter.detail()));
    headers.add(DeadLetterHeader.SOURCE.wireName(), bytes(letter.source()));
    return message;
  }

  private static JournalException failed(String source, KafkaException problem) {
    if (problem instanceof ProducerFencedException
        || problem instanceof InvalidProducerEpochException
        || problem.getCause() instanceof ProducerFencedException) {
      return new JournalTakenException(
          "another process has taken over " + source + "; only one may run it", problem);
    }
    return new JournalException(
        "Kafka did not take what was found: " + problem.getMessage(), problem);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the connection; what is not committed is not there. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      producer.close(CLOSE_PATIENCE);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
