package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline at one moment, as the screen and {@code status} show it. Instants are ISO 8601.
 *
 * @param state {@code starting}, {@code running} or {@code stopping}
 * @param pid the launcher's process
 * @param startedAt when it started
 * @param updatedAt when this was taken
 * @param data the data folder
 * @param parts servers, then layers
 * @param figures what the layers report, such as {@code speed.windowsIndexed}
 * @param lastBatch the last batch run's report, or null before the first
 * @param nextBatchAt when the next batch run is due, or empty
 * @param events the last events, the newest at the end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PipelineSnapshot(
    String state,
    long pid,
    String startedAt,
    String updatedAt,
    String data,
    List<Part> parts,
    Map<String, Double> figures,
    JsonNode lastBatch,
    String nextBatchAt,
    List<Line> events) {

  /**
   * A server or a layer.
   *
   * @param kind {@code server} or {@code layer}
   * @param state {@code starting, running, waiting, restarting, stopped, failed} or {@code done}
   * @param pid its process, 0 while there is none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Part(
      String name,
      String title,
      String kind,
      String state,
      String address,
      long pid,
      int restarts,
      String message) {}

  /** An event. */
  public record Line(String at, String text) {}

  /** The last snapshot that the pipeline of a data folder left; a second old while it runs. */
  public static Optional<PipelineSnapshot> last(Path data) throws IOException {
    try {
      byte[] stored = Files.readAllBytes(SnapshotWriter.file(data));
      return Optional.of(new ObjectMapper().readValue(stored, PipelineSnapshot.class));
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    }
  }

  /** Whether every part does what it should. */
  @JsonIgnore
  public boolean isHealthy() {
    return "running".equals(state)
        && parts.stream()
            .allMatch(part -> List.of("running", "waiting", "done").contains(part.state()));
  }
}
