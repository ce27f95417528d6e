package io.watershed.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The next offset to process of each partition, as a stream's progress and checkpoint say it. */
public final class KafkaOffsets {

  private KafkaOffsets() {}

  /**
   * Offsets of the Kafka source's JSON, such as {@code {"meter-readings":{"0":123}}}.
   *
   * @return offsets by {@code topic-partition}; empty when the text is null
   * @throws UncheckedIOException if the text is no JSON
   */
  public static Map<String, Long> parse(String json) {
    Map<String, Long> offsets = new TreeMap<>();
    if (json == null) {
      return offsets;
    }
    try {
      Json.MAPPER
          .readTree(json)
          .properties()
          .forEach(
              topic ->
                  topic
                      .getValue()
                      .properties()
                      .forEach(
                          partition ->
                              offsets.put(
                                  topic.getKey() + "-" + partition.getKey(),
                                  partition.getValue().asLong())));
      return offsets;
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /**
   * The offsets of the last committed micro-batch of a checkpoint, so that a layer that starts and
   * finds nothing new can say how far it is. Empty when none is committed.
   */
  public static Map<String, Long> committed(String checkpoint, Configuration hadoop)
      throws IOException {
    return parse(Checkpoint.at(checkpoint, hadoop).committedOffsets().orElse(null));
  }
}
