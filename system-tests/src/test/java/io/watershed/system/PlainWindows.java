package io.watershed.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The sliding windows of one meter, computed the plain way from the master dataset's rows: five
 * minutes long, one starting every minute, each holding copies of its readings.
 */
final class PlainWindows {

  private static final long MINUTE = 60_000;
  private static final int MINUTES = 5;
  private static final long WATERMARK = 6 * 60 * MINUTE;

  /** A row of the master dataset. */
  record Row(int partition, long offset, long timestampMillis, double value, boolean counted) {}

  private record Window(List<Row> rows) {}

  private PlainWindows() {}

  /**
   * What each window must hold, by start: readings that came first under their identity and not
   * later than six hours behind the newest before them.
   */
  static Map<Instant, Map<String, Double>> of(List<Row> rowsOfOneMeter) {
    Map<Long, Window> windows = new HashMap<>();
    for (Row row : admitted(rowsOfOneMeter)) {
      long minute = Math.floorDiv(row.timestampMillis(), MINUTE) * MINUTE;
      for (int back = 0; back < MINUTES; back++) {
        windows
            .computeIfAbsent(minute - back * MINUTE, start -> new Window(new ArrayList<>()))
            .rows()
            .add(row);
      }
    }
    Map<Instant, Map<String, Double>> figures = new TreeMap<>();
    windows.forEach(
        (start, window) -> figures.put(Instant.ofEpochMilli(start), figures(window.rows())));
    return figures;
  }

  private static List<Row> admitted(List<Row> rows) {
    List<Row> inKafkaOrder = new ArrayList<>(rows);
    inKafkaOrder.sort(Comparator.comparingInt(Row::partition).thenComparingLong(Row::offset));
    Set<Long> seen = new HashSet<>();
    List<Row> admitted = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    for (Row row : inKafkaOrder) {
      boolean late = newest != Long.MIN_VALUE && row.timestampMillis() < newest - WATERMARK;
      if (seen.add(row.timestampMillis()) && !late) {
        admitted.add(row);
        newest = Math.max(newest, row.timestampMillis());
      }
    }
    return admitted;
  }

  private static Map<String, Double> figures(List<Row> rows) {
    rows.sort(Comparator.comparingLong(Row::timestampMillis));
    double[] counted = rows.stream().filter(Row::counted).mapToDouble(Row::value).toArray();
    Map<String, Double> figures = new TreeMap<>();
    double sum = 0;
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    for (double value : counted) {
      sum += value;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
    figures.put("count", (double) counted.length);
    figures.put("sum", sum);
    if (counted.length > 0) {
      figures.put("mean", sum / counted.length);
      figures.put("min", minimum);
      figures.put("max", maximum);
    }
    figures.put("excluded_count", (double) (rows.size() - counted.length));
    return figures;
  }

  /** The same figures as a document of the speed layer holds them. */
  static Map<String, Double> figures(JsonNode document) {
    Map<String, Double> figures = new TreeMap<>();
    for (String name : List.of("count", "sum", "mean", "min", "max", "excluded_count")) {
      if (document.hasNonNull(name)) {
        figures.put(name, document.get(name).asDouble());
      }
    }
    return figures;
  }
}
