package io.watershed.core.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of a data folder by which processes of one machine tell how they stand. On a cluster
 * there are none.
 *
 * @param folder the folder {@code run} of the data folder
 */
public record RunFolder(Path folder) {

  /** That of the setting {@code data-dir}. */
  public static RunFolder from(Settings settings) {
    return ofData(settings.path("data-dir"));
  }

  /** That of a data folder. */
  public static RunFolder ofData(Path data) {
    return new RunFolder(data.resolve("run"));
  }

  /** Where a layer says how it stands. */
  public Path statusFile(String layer) {
    return folder.resolve(layer + ".status.json");
  }

  /** Where the launcher says how all parts stand. */
  public Path pipelineFile() {
    return folder.resolve("pipeline-status.json");
  }

  /** How a layer said that it stands; empty where it said nothing that can be read. */
  public Optional<LayerStatus> layer(String layer) {
    try {
      return StatusFile.at(statusFile(layer)).read();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** How the launcher said that all parts stand, servers first; empty where it said nothing. */
  public List<PartStatus> parts() {
    try {
      return Json.MAPPER.readValue(Files.readAllBytes(pipelineFile()), Snapshot.class).parts();
    } catch (IOException absentOrUnreadable) {
      return List.of();
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Snapshot(List<PartStatus> parts) {
    private Snapshot {
      parts = parts == null ? List.of() : List.copyOf(parts);
    }
  }
}
