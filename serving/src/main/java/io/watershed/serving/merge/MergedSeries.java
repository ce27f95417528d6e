package io.watershed.serving.merge;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series out of both layers. The seam is the instant up to which batch views answer: their
 * horizon, floored to the hour. What ends at or before it is taken from the batch parts, what
 * begins at or after it from the speed parts, and nothing from both: so there is neither gap nor
 * overlap. A point whose span ends at or before the seam is {@link Origin#BATCH}; one that reaches
 * past it holds batch parts up to the seam and speed parts after, and is {@link
 * Origin#PROVISIONAL}.
 */
public final class MergedSeries {

  private static final class Sum {
    private double value;
    private long readings;
    private long excluded;

    private void add(Part part) {
      value += part.sum();
      readings += part.readings();
      excluded += part.excluded();
    }
  }

  private MergedSeries() {}

  /**
   * Merges parts into points; spans without a part have no point.
   *
   * @param batch sums of the batch views; none reaches over the seam, and none over the border of
   *     two spans
   * @param speed sums of windows that tile time; none reaches over the seam or over a border
   * @param seam up to where the batch parts count; the earliest instant when there are none
   */
  public static List<Point> of(
      List<Part> batch, List<Part> speed, Instant seam, Step step, ZoneId zone) {
    Map<Instant, Sum> sums = new TreeMap<>();
    for (Part part : batch) {
      if (!part.end().isAfter(seam)) {
        add(sums, part, step, zone);
      }
    }
    for (Part part : speed) {
      if (!part.start().isBefore(seam)) {
        add(sums, part, step, zone);
      }
    }
    List<Point> points = new ArrayList<>(sums.size());
    sums.forEach(
        (start, sum) -> {
          Instant end = step.endOf(start, zone);
          points.add(
              new Point(
                  start,
                  end,
                  step.label(start, zone),
                  sum.value,
                  sum.readings,
                  sum.excluded,
                  end.isAfter(seam) ? Origin.PROVISIONAL : Origin.BATCH));
        });
    return points;
  }

  private static void add(Map<Instant, Sum> sums, Part part, Step step, ZoneId zone) {
    sums.computeIfAbsent(step.startOf(part.start(), zone), absent -> new Sum()).add(part);
  }
}
