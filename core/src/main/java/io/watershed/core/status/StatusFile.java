package io.watershed.core.status;

import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Writes and reads a layer's status file. Safe for use by several threads. */
public final class StatusFile {

  private final Optional<Path> file;

  private StatusFile(Optional<Path> file) {
    this.file = file;
  }

  /** The file of the setting {@code status-file}; writing does nothing where that is not set. */
  public static StatusFile from(Settings settings) {
    return new StatusFile(
        settings.optionalString("status-file").map(name -> Settings.home().resolve(name)));
  }

  /** The given file. */
  public static StatusFile at(Path file) {
    return new StatusFile(Optional.of(file));
  }

  /** Replaces the file as a whole. */
  public synchronized void write(LayerStatus status) throws IOException {
    if (file.isEmpty()) {
      return;
    }
    Path target = file.get();
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Json.MAPPER.writeValue(temporary.toFile(), status);
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The last status written, or empty when there is none yet. */
  public Optional<LayerStatus> read() throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file.get()), LayerStatus.class));
    } catch (NoSuchFileException notYet) {
      return Optional.empty();
    }
  }
}
