package io.watershed.core.window;

import io.watershed.core.alert.AlertRules;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.EpisodeLog;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.binary.Layout;
import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.reading.Measurement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the speed layer remembers of one meter: the recent readings of each measurement and the
 * last alert episode of each rule.
 *
 * <p>Give it the meter's readings in Kafka order with {@link #take}, then fetch {@link
 * #takeChangedWindows} and {@link #takeChangedEpisodes}, then {@link #encode} it. How the readings
 * are cut into such rounds changes neither what becomes of a reading nor the last state of any
 * window. Not safe for several threads.
 */
public final class MeterWindows {

  static final Layout LAYOUT =
      Layout.of(
              "a meter's state",
              2,
              "measurements " + Layout.sorted(Measurement.values(), Measurement::canonicalName),
              EpisodeLog.SHAPE)
          .reading(1, (byte) 1);

  private final WindowRules rules;
  private final Map<Measurement, ReadingSeries> series;
  private final EpisodeLog episodes;

  private MeterWindows(
      WindowRules rules, Map<Measurement, ReadingSeries> series, EpisodeLog episodes) {
    this.rules = rules;
    this.series = series;
    this.episodes = episodes;
  }

  /** A meter that has sent nothing yet. */
  public static MeterWindows empty(WindowRules rules) {
    return new MeterWindows(
        rules, new EnumMap<>(Measurement.class), EpisodeLog.empty(rules.gaps()));
  }

  /**
   * The meter that {@link #encode} wrote down.
   *
   * @throws UnreadableStateException if the bytes are damaged or of a layout that is not known
   */
  public static MeterWindows decode(WindowRules rules, byte[] state) {
    // Versions 1 and 2 differ in their marks alone.
    return LAYOUT.read(state, (version, in) -> read(rules, in));
  }

  private static MeterWindows read(WindowRules rules, BinaryReader in) {
    Map<Measurement, ReadingSeries> series = new EnumMap<>(Measurement.class);
    for (int left = in.readVarInt(); left > 0; left--) {
      Measurement measurement = measurement(in.readText());
      series.put(
          measurement,
          ReadingSeries.read(rules.shape(), rules.latenessMillis(), rules.latenessMillis(), in));
    }
    return new MeterWindows(rules, series, EpisodeLog.read(rules.gaps(), in));
  }

  private static Measurement measurement(String name) {
    return Measurement.ofCanonicalName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a meter's saved state names the unknown measurement " + name));
  }

  /** The meter as bytes; what changed since the last look is not part of it. */
  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(512);
    LAYOUT.write(out);
    out.writeVarLong(series.size());
    series.forEach(
        (measurement, readings) -> {
          out.writeText(measurement.canonicalName());
          readings.write(out);
        });
    episodes.write(out);
    return out.toByteArray();
  }

  /**
   * Takes the meter's next reading in Kafka order.
   *
   * @param counted false for a reading that the quality rules leave out
   * @param breach the limit it passes, if any
   */
  public Disposition take(
      Measurement measurement,
      long timestampMillis,
      double value,
      boolean counted,
      Optional<Breach> breach) {
    ReadingSeries readings = series.get(measurement);
    if (readings == null) {
      readings = ReadingSeries.empty(rules.shape(), rules.latenessMillis(), rules.latenessMillis());
      series.put(measurement, readings);
    }
    Disposition disposition = readings.take(timestampMillis, value, counted);
    if (disposition == Disposition.ACCEPTED
        && counted
        && (breach.isPresent() || !episodes.isEmpty())) {
      AlertRules.watching(measurement)
          .ifPresent(
              type -> episodes.take(type, measurement.canonicalName(), timestampMillis, breach));
    }
    return disposition;
  }

  /**
   * The windows that changed since the last call, by measurement and start. Also forgets what is
   * too old to matter again.
   */
  public Map<Measurement, List<WindowStatistics>> takeChangedWindows() {
    Map<Measurement, List<WindowStatistics>> changed = new EnumMap<>(Measurement.class);
    series.forEach(
        (measurement, readings) -> {
          List<WindowStatistics> windows = readings.takeChangedWindows();
          if (!windows.isEmpty() && rules.windowed().contains(measurement)) {
            changed.put(measurement, windows);
          }
          readings.evict();
        });
    return changed;
  }

  /** The alert episodes that began or changed since the last call, as they are now. */
  public List<Episode> takeChangedEpisodes() {
    return episodes.takeChanged();
  }
}
