package io.watershed.ingestion;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Raw messages, and rows of them as Kafka's source gives them. */
final class Messages {

  static final StructType SOURCE_COLUMNS =
      new StructType()
          .add("key", DataTypes.BinaryType)
          .add("value", DataTypes.BinaryType)
          .add("topic", DataTypes.StringType)
          .add("partition", DataTypes.IntegerType)
          .add("offset", DataTypes.LongType)
          .add("timestamp", DataTypes.TimestampType);

  static final Instant ARRIVAL = Instant.parse("2022-07-13T08:00:00.250Z");

  private Messages() {}

  /** A flow of a digital meter; the id is written as it is, so quotes make it a string. */
  static String flow(String meterId, String timestamp, double litres) {
    return String.format(
        Locale.ROOT,
        "{\"meter_id\":%s,\"timestamp\":\"%s\",\"measurement_type\":\"Pulse1\",\"series\":\"P1\","
            + "\"unit\":\"L\",\"value\":%s}",
        meterId,
        timestamp,
        litres);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Row source(int partition, long offset, byte[] value) {
    return RowFactory.create(
        bytes("key-" + offset), value, "meter-readings", partition, offset, ARRIVAL);
  }
}
