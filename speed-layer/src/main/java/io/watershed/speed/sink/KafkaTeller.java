package io.watershed.speed.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.elasticsearch.Refusal;
import io.watershed.speed.SpeedSettings;
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
public final class KafkaTeller {

  /** The reason in the header of a refused document. */
  public static final String INDEX_REFUSED = "INDEX_REFUSED";

  private final SpeedSettings.Kafka kafka;
  private final List<Future<RecordMetadata>> told = new ArrayList<>();

  public KafkaTeller(SpeedSettings.Kafka kafka) {
    this.kafka = kafka;
  }

  public void alert(String deviceId, byte[] document) {
    told.add(
        producer().send(new ProducerRecord<>(kafka.alerts(), deviceId.getBytes(UTF_8), document)));
  }

  public void deadLetter(Refusal refusal) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(kafka.deadLetters(), refusal.id().getBytes(UTF_8), refusal.document());
    letter.headers().add("stage", "speed-layer".getBytes(UTF_8));
    letter.headers().add("reason", INDEX_REFUSED.getBytes(UTF_8));
    letter.headers().add("detail", refusal.problem().getBytes(UTF_8));
    letter.headers().add("index", refusal.index().getBytes(UTF_8));
    told.add(producer().send(letter));
  }

  private Producer<byte[], byte[]> producer() {
    return KafkaProducers.to(kafka.bootstrapServers());
  }

  /**
   * Waits until Kafka holds everything told.
   *
   * @throws IOException if it does not take it, even after the producer's own attempts
   */
  public void finish() throws IOException, InterruptedException {
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
