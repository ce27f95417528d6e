package io.watershed.core.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.window.Disposition;
import io.watershed.core.window.ReadingSeries;
import io.watershed.core.window.WindowStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The recent values of each element of one station. Not safe for several threads. */
final class RecentSeries {

  /** A day and the half hour beside it that a change within a day may look at. */
  private static final Duration KEPT = Duration.ofHours(25);

  /** So much more than the time of a flat line, so that one is seen as long as it lasts. */
  private static final Duration BEYOND_FLAT = Duration.ofHours(6);

  private final StationRules rules;
  private final Map<Element, ReadingSeries> series = new EnumMap<>(Element.class);
  private final Map<Element, JudgedSeries> judged = new EnumMap<>(Element.class);

  RecentSeries(StationRules rules) {
    this.rules = rules;
  }

  private static long keepMillis(Element element) {
    long flat =
        SeriesLimits.of(element)
            .flatMap(SeriesLimits::flat)
            .map(span -> span.plus(BEYOND_FLAT).toMillis())
            .orElse(0L);
    return Math.max(flat, KEPT.toMillis());
  }

  Disposition take(Element element, long timestampMillis, double value, boolean counted) {
    ReadingSeries readings = series.get(element);
    if (readings == null) {
      readings = ReadingSeries.empty(rules.shape(), rules.latenessMillis(), keepMillis(element));
      series.put(element, readings);
    }
    Disposition disposition = readings.take(timestampMillis, value, counted);
    if (disposition == Disposition.ACCEPTED) {
      judged.remove(element);
    }
    return disposition;
  }

  /** The value of an instant if the rules about one observation let it count, otherwise NaN. */
  double countedAt(Element element, long timestampMillis) {
    ReadingSeries readings = series.get(element);
    return readings == null ? Double.NaN : readings.countedAt(timestampMillis);
  }

  /** The value of an instant if it is believed for good, otherwise NaN. */
  double settledAt(Element element, long timestampMillis) {
    JudgedSeries values = judged(element);
    int index = values.indexOf(timestampMillis);
    return index >= 0 && values.settled(index) ? values.value(index) : Double.NaN;
  }

  /**
   * The values that were recent when the newest of them came, judged. What is recent is a matter of
   * the timestamps alone: values that happen to be remembered for longer are not looked at.
   */
  JudgedSeries judged(Element element) {
    return judged.computeIfAbsent(
        element,
        absent -> {
          ReadingSeries readings = series.get(element);
          return new JudgedSeries(
              element,
              readings == null
                  ? new ReadingSeries.Counted(new long[0], new double[0])
                  : readings.countedFrom(readings.newestMillis() - keepMillis(element)));
        });
  }

  /** The elements that have been observed, in the catalogue's order. */
  Iterable<Element> elements() {
    return series.keySet();
  }

  /** The windows that changed since the last call; also forgets what is too old to matter. */
  List<StationWindow> takeChangedWindows() {
    List<StationWindow> changed = new ArrayList<>();
    long length = rules.shape().lengthMillis();
    series.forEach(
        (element, readings) -> {
          for (WindowStatistics window : readings.takeChangedWindows()) {
            long start = window.startMillis();
            changed.add(
                new StationWindow(element, window, readings.lastCounted(start, start + length)));
          }
          readings.evict();
        });
    return changed;
  }

  void write(BinaryWriter out) {
    out.writeVarLong(series.size());
    series.forEach(
        (element, readings) -> {
          out.writeText(element.wireName());
          readings.write(out);
        });
  }

  static RecentSeries read(StationRules rules, BinaryReader in) {
    RecentSeries all = new RecentSeries(rules);
    for (int left = in.readVarInt(); left > 0; left--) {
      Element element = element(in.readText());
      all.series.put(
          element,
          ReadingSeries.read(rules.shape(), rules.latenessMillis(), keepMillis(element), in));
    }
    return all;
  }

  static Element element(String wireName) {
    return Element.ofWireName(wireName)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a station's saved state names the unknown element " + wireName));
  }
}
