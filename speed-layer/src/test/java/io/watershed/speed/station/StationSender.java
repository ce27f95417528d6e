package io.watershed.speed.station;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends observations to a topic, in transactions as the sources do. */
public final class StationSender implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  public StationSender(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", topic),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
  }

  /** Ends the transaction and begins the next. */
  public void commit() {
    producer.commitTransaction();
    producer.beginTransaction();
  }

  /** Takes back what was sent since the last end of a transaction. */
  public void abort() {
    producer.abortTransaction();
    producer.beginTransaction();
  }

  public void level(Station station, long timestampMillis, double metres) throws Exception {
    message(
        station, StationMessages.message(station, timestampMillis, Element.WATER_LEVEL, metres));
  }

  public void message(Station station, byte[] message) throws Exception {
    producer.send(new ProducerRecord<>(topic, station.id().getBytes(UTF_8), message)).get();
  }

  @Override
  public void close() {
    producer.commitTransaction();
    producer.close();
  }
}
