package io.watershed.core.meter;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All known meters, looked up by id. Immutable. */
public final class Fleet {

  private final Map<String, Meter> meters;
  private final ZoneId defaultZone;

  private Fleet(Map<String, Meter> meters, ZoneId defaultZone) {
    this.meters = Collections.unmodifiableMap(meters);
    this.defaultZone = defaultZone;
  }

  /** A fleet of the given meters; of two with the same id the first counts. */
  public static Fleet of(Collection<Meter> meters, ZoneId defaultZone) {
    Map<String, Meter> byId = new LinkedHashMap<>();
    for (Meter meter : meters) {
      byId.putIfAbsent(meter.id(), meter);
    }
    return new Fleet(byId, defaultZone);
  }

  /**
   * The fleet of the settings {@code fleet.*}: the lists of {@code fleet.files} and then, by name,
   * every {@code .csv} of {@code fleet.directory}, where replays put the lists of other fleets.
   *
   * @throws FleetFileException if a list cannot be used
   */
  public static Fleet load(Settings settings) {
    ZoneId zone = settings.zone("fleet.time-zone");
    List<Meter> meters = new ArrayList<>();
    for (Path file : files(settings)) {
      meters.addAll(FleetFile.read(file, zone));
    }
    return of(meters, zone);
  }

  /** The lists that {@link #load} reads, in its order. */
  public static List<Path> files(Settings settings) {
    List<Path> files = new ArrayList<>(settings.paths("fleet.files"));
    Path directory = settings.path("fleet.directory");
    if (Files.isDirectory(directory)) {
      try (Stream<Path> found = Files.list(directory)) {
        found.filter(file -> file.toString().endsWith(".csv")).sorted().forEach(files::add);
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      }
    }
    return files;
  }

  /** The meter of an id; one that no list names is {@linkplain Meter#unknown unknown}. */
  public Meter meter(String id) {
    Meter meter = meters.get(id);
    return meter != null ? meter : Meter.unknown(id, defaultZone);
  }

  /** All known meters, in the order of the lists. */
  public Collection<Meter> meters() {
    return meters.values();
  }

  /** The zone of a meter that no list names. */
  public ZoneId defaultZone() {
    return defaultZone;
  }

  /** How many meters are known. */
  public int size() {
    return meters.size();
  }
}
