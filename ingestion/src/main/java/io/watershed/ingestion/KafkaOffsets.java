package io.watershed.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The next offset to process of each partition, as a stream's progress and checkpoint say it. */
final class KafkaOffsets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private KafkaOffsets() {}

  /**
   * Offsets of the Kafka source's JSON, such as {@code {"meter-readings":{"0":123}}}.
   *
   * @return offsets by {@code topic-partition}; empty when the text is null
   */
  static Map<String, Long> parse(String json) {
    Map<String, Long> offsets = new TreeMap<>();
    if (json == null) {
      return offsets;
    }
    try {
      JsonNode topics = JSON.readTree(json);
      topics
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
  static Map<String, Long> committed(String checkpoint, Configuration hadoop) throws IOException {
    Path folder = new Path(checkpoint);
    FileSystem files = folder.getFileSystem(hadoop);
    Path commits = new Path(folder, "commits");
    if (!files.exists(commits)) {
      return Map.of();
    }
    OptionalLong last =
        Arrays.stream(files.listStatus(commits))
            .map(status -> status.getPath().getName())
            .filter(name -> name.matches("[0-9]+"))
            .mapToLong(Long::parseLong)
            .max();
    if (last.isEmpty()) {
      return Map.of();
    }
    try (FSDataInputStream stream =
        files.open(new Path(new Path(folder, "offsets"), String.valueOf(last.getAsLong())))) {
      // A version line, a line on the micro-batch, and a line for each source.
      List<String> lines =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return parse(lines.get(lines.size() - 1));
    }
  }
}
