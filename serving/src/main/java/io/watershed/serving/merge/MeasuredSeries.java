package io.watershed.serving.merge;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a station measured, as one series out of both layers, by the rule of {@link MergedSeries}:
 * what begins before the seam is taken from the batch parts, what begins at or after it from the
 * speed parts, and nothing from both. A span that reaches past the seam is {@link
 * Origin#PROVISIONAL}.
 */
public final class MeasuredSeries {

  private static final class Gathered {
    private long values;
    private long excluded;
    private double sum;
    private double total;
    private Double minimum;
    private Double maximum;
    private Double last;
    private Double atStart;

    /** Takes a part that begins after those taken before. */
    private void add(MeasuredPart part) {
      excluded += part.excluded();
      if (part.values() == 0) {
        return;
      }
      if (values == 0) {
        atStart = part.atStart();
      }
      values += part.values();
      if (part.mean() != null) {
        sum += part.mean() * part.values();
      }
      if (part.minimum() != null) {
        minimum = minimum == null ? part.minimum() : Math.min(minimum, part.minimum());
      }
      if (part.maximum() != null) {
        maximum = maximum == null ? part.maximum() : Math.max(maximum, part.maximum());
      }
      if (part.last() != null) {
        last = part.last();
        total += part.last();
      }
    }
  }

  private MeasuredSeries() {}

  /**
   * Merges parts into points; spans without a part have no point.
   *
   * @param batch hours of the batch views
   * @param speed windows that tile time
   * @param seam up to where the batch parts count; the earliest instant when there are none
   */
  public static List<MeasuredPoint> of(
      List<MeasuredPart> batch, List<MeasuredPart> speed, Instant seam, Step step, ZoneId zone) {
    Map<Instant, Gathered> spans = new TreeMap<>();
    Stream.concat(
            batch.stream().filter(part -> part.start().isBefore(seam)),
            speed.stream().filter(part -> !part.start().isBefore(seam)))
        .sorted(Comparator.comparing(MeasuredPart::start))
        .forEach(
            part ->
                spans
                    .computeIfAbsent(step.startOf(part.start(), zone), absent -> new Gathered())
                    .add(part));
    List<MeasuredPoint> points = new ArrayList<>(spans.size());
    spans.forEach(
        (start, span) -> {
          Instant end = step.endOf(start, zone);
          points.add(
              new MeasuredPoint(
                  start,
                  end,
                  step.label(start, zone),
                  span.values,
                  span.minimum,
                  span.maximum,
                  span.values == 0 ? null : span.sum / span.values,
                  span.last,
                  span.atStart,
                  span.values == 0 ? null : span.total,
                  span.excluded,
                  end.isAfter(seam) ? Origin.PROVISIONAL : Origin.BATCH));
        });
    return points;
  }
}
