package io.watershed.simulator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a live run stopped. The run is deterministic, so its plan and the number of steps taken are
 * all there is to know.
 *
 * @param seed the seed
 * @param startMillis when the run began, that is its stations, milliseconds since the epoch
 * @param metersFromMillis when its meters began, which is not before
 * @param fleet a fingerprint of the meters and the fault rate
 * @param steps steps whose messages are all in Kafka
 * @param reachedMillis the time of the last of them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LiveState(
    long seed,
    long startMillis,
    long metersFromMillis,
    long fleet,
    long steps,
    long reachedMillis) {

  LiveState {
    // Older files have one start for both fleets.
    metersFromMillis = Math.max(metersFromMillis, startMillis);
  }

  /**
   * The state in a file, or empty where there is none yet. What later versions add is passed over.
   *
   * @throws CommandException if the file is damaged: nothing else knows where the run stopped
   */
  static Optional<LiveState> read(Path file) throws IOException {
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), LiveState.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JsonProcessingException damaged) {
      throw new CommandException(
          file
              + " does not say where the run before stopped: "
              + damaged.getOriginalMessage()
              + ". Without the file a new run begins.");
    }
  }

  /** Replaces the file as a whole. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(temporary, Json.MAPPER.writeValueAsBytes(this));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
