package io.watershed.core.meter;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The fleet of the settings {@code fleet.*}, read again when a list was added, removed or changed.
 * For use by one thread.
 */
public final class FleetWatch {

  private record Stamp(long bytes, long modifiedMillis) {}

  private final Settings settings;
  private Map<Path, Stamp> seen;
  private Fleet fleet;

  /**
   * Reads the lists.
   *
   * @throws FleetFileException if a list cannot be used
   */
  public FleetWatch(Settings settings) {
    this.settings = settings;
    this.seen = stamps();
    this.fleet = Fleet.load(settings);
  }

  /**
   * Looks at the files' sizes and times, and reads the lists again if one differs.
   *
   * @param problems is told, once per change, why the changed lists cannot be used
   * @return the newest fleet that could be read: the same object as before when nothing changed or
   *     the change cannot be used
   */
  public Fleet refresh(Consumer<String> problems) {
    try {
      Map<Path, Stamp> now = stamps();
      if (now.equals(seen)) {
        return fleet;
      }
      seen = now;
      fleet = Fleet.load(settings);
    } catch (FleetFileException | UncheckedIOException unusable) {
      problems.accept("the former fleet stays in use: " + unusable.getMessage());
    }
    return fleet;
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new LinkedHashMap<>();
    for (Path file : Fleet.files(settings)) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
      } catch (IOException absent) {
        stamps.put(file, new Stamp(-1, -1));
      }
    }
    return stamps;
  }
}
