package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.json.Json;
import io.watershed.core.status.PartStatus;
import io.watershed.core.status.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline at one moment, as the screen and {@code status} show it. Instants are ISO 8601.
 *
 * @param state how the whole stands
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
    State state,
    long pid,
    String startedAt,
    String updatedAt,
    String data,
    List<PartStatus> parts,
    Map<String, Double> figures,
    JsonNode lastBatch,
    String nextBatchAt,
    List<Line> events) {

  /** How the whole stands. */
  public enum State {
    /** Not all parts are ready yet. */
    @JsonProperty("starting")
    STARTING,
    /** All parts were started. */
    @JsonProperty("running")
    RUNNING,
    /** Its parts are stopped one by one. */
    @JsonProperty("stopping")
    STOPPING;

    /** The state for people. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An event. */
  public record Line(String at, String text) {}

  /** The last snapshot that the pipeline of a data folder left; a second old while it runs. */
  public static Optional<PipelineSnapshot> last(Path data) throws IOException {
    try {
      byte[] stored = Files.readAllBytes(RunFolder.ofData(data).pipelineFile());
      return Optional.of(Json.MAPPER.readValue(stored, PipelineSnapshot.class));
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    }
  }

  /** Whether every part does what it should. */
  @JsonIgnore
  public boolean isHealthy() {
    return state == State.RUNNING && parts.stream().allMatch(part -> part.state().isWell());
  }
}
