package io.watershed.serving.api;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many requests were answered, and how long the last ones took. Safe for several threads. */
public final class RequestFigures {

  private static final int KEPT = 1_000;

  private final float[] millis = new float[KEPT];
  private long requests;

  synchronized void add(float took) {
    millis[(int) (requests % KEPT)] = took;
    requests++;
  }

  /** {@code requests}, and {@code p95Millis} over the last thousand once there are any. */
  public synchronized Map<String, Double> figures() {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("requests", (double) requests);
    int kept = (int) Math.min(requests, KEPT);
    if (kept > 0) {
      float[] sorted = Arrays.copyOf(millis, kept);
      Arrays.sort(sorted);
      figures.put("p95Millis", (double) sorted[(int) Math.ceil(0.95 * kept) - 1]);
    }
    return figures;
  }
}
