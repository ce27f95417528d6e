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
  private final Map<Element, Long> oldestTaken = new EnumMap<>(Element.class);

  RecentSeries(StationRules rules) {
    this.rules = rules;
  }

  private ReadingSeries emptySeries(Element element) {
    return ReadingSeries.empty(rules.shape(), rules.latenessMillis(), keepMillis(element));
  }

  /** For so long are values kept, so that one that is hardly in time can still be judged. */
  private long keepMillis(Element element) {
    return rules.latenessMillis() + judgedMillis(element);
  }

  /** A value is judged by so much of what came before it. */
  private static long judgedMillis(Element element) {
    long flat =
        SeriesLimits.of(element)
            .flatMap(SeriesLimits::flat)
            .map(span -> span.plus(BEYOND_FLAT).toMillis())
            .orElse(0L);
    return Math.max(flat, KEPT.toMillis());
  }

  Disposition take(Element element, long timestampMillis, double value, boolean counted) {
    ReadingSeries readings = series.computeIfAbsent(element, this::emptySeries);
    Disposition disposition = readings.take(timestampMillis, value, counted);
    if (disposition == Disposition.ACCEPTED) {
      judged.remove(element);
      oldestTaken.merge(element, timestampMillis, Math::min);
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
                  : readings.countedFrom(readings.newestMillis() - judgedMillis(element)));
        });
  }

  /** The elements that have been observed, in the catalogue's order. */
  Iterable<Element> elements() {
    return series.keySet();
  }

  /** The windows that changed since the last call; also forgets what is too old to matter. */
  List<StationWindow> takeChangedWindows() {
    oldestTaken.forEach(this::doubtFrom);
    oldestTaken.clear();
    List<StationWindow> changed = new ArrayList<>();
    long length = rules.shape().lengthMillis();
    series.forEach(
        (element, readings) -> {
          for (WindowStatistics window : readings.takeChangedWindows()) {
            long start = window.startMillis();
            changed.add(
                new StationWindow(element, window, readings.lastBelieved(start, start + length)));
          }
          readings.evict();
        });
    return changed;
  }

  /** What came since the last look may cast doubt on the two values before it, or remove it. */
  private void doubtFrom(Element element, long oldestMillis) {
    if (SeriesLimits.of(element).isEmpty()) {
      return;
    }
    ReadingSeries readings = series.get(element);
    JudgedSeries values =
        new JudgedSeries(element, readings.countedFrom(oldestMillis - judgedMillis(element)));
    for (int index = Math.max(0, values.from(oldestMillis) - 2); index < values.size(); index++) {
      readings.doubt(values.time(index), !values.believed(index));
    }
  }

  void write(BinaryWriter out) {
    out.writeVarLong(series.size());
    series.forEach(
        (element, readings) -> {
          out.writeText(element.wireName());
          readings.write(out);
          readings.writeDoubts(out);
        });
  }

  static RecentSeries read(StationRules rules, BinaryReader in) {
    RecentSeries all = new RecentSeries(rules);
    for (int left = in.readVarInt(); left > 0; left--) {
      Element element = element(in.readText());
      ReadingSeries readings =
          ReadingSeries.read(rules.shape(), rules.latenessMillis(), all.keepMillis(element), in);
      readings.readDoubts(in);
      all.series.put(element, readings);
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
