package io.watershed.speed.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.core.contract.DeadLetterHeader;
import io.watershed.elasticsearch.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Tells Kafka of alerts and of refused documents. A run that is repeated tells them again:
 * consumers find the alert's identity in it (type, device, start of the episode). Not safe for
 * several threads.
 */
final class KafkaTeller {

  /** The reason in the header of a refused document. */
  static final String INDEX_REFUSED = "INDEX_REFUSED";

  private final SinkSettings settings;
  private final List<Future<RecordMetadata>> told = new ArrayList<>();

  KafkaTeller(SinkSettings settings) {
    this.settings = settings;
  }

  void alert(String deviceId, byte[] document) {
    told.add(
        producer()
            .send(
                new ProducerRecord<>(settings.alertsTopic(), deviceId.getBytes(UTF_8), document)));
  }

  void deadLetter(Refusal refusal) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            settings.deadLettersTopic(), refusal.id().getBytes(UTF_8), refusal.document());
    header(letter, DeadLetterHeader.STAGE, "speed-layer");
    header(letter, DeadLetterHeader.REASON, INDEX_REFUSED);
    header(letter, DeadLetterHeader.DETAIL, refusal.problem());
    header(letter, DeadLetterHeader.INDEX, refusal.index());
    told.add(producer().send(letter));
  }

  private static void header(
      ProducerRecord<byte[], byte[]> letter, DeadLetterHeader header, String value) {
    letter.headers().add(header.wireName(), value.getBytes(UTF_8));
  }

  private Producer<byte[], byte[]> producer() {
    return KafkaProducers.to(settings.bootstrapServers());
  }

  /**
   * Waits until Kafka holds everything told.
   *
   * @throws IOException if it does not take it, even after the producer's own attempts
   */
  void finish() throws IOException, InterruptedException {
    for (Future<RecordMetadata> each : told) {
      try {
        each.get();
      } catch (ExecutionException failed) {
        throw new IOException("Kafka does not take a message", failed.getCause());
      }
    }
    told.clear();
  }
}
