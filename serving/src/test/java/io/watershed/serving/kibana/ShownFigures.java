package io.watershed.serving.kibana;

import static io.watershed.serving.ViewFixture.NOW;

import io.watershed.serving.ViewFixture;
import io.watershed.serving.kibana.KibanaFiles.LensPanel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the panels show of an Elasticsearch, over their dashboard's own range of time up to the
 * fixture's present.
 *
 * @param elasticsearch which
 */
record ShownFigures(ViewFixture elasticsearch) {
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Instant A_WEEK_AGO = NOW.minus(Duration.ofDays(7));
  // Kibana takes both ends of the range; the documents end before NOW.
  private static final Instant LAST = NOW.minusMillis(1);

  static LensPanel panel(String dashboard, String index) {
    return KibanaFiles.dashboard(dashboard).panel(index);
  }

  List<Map<String, Object>> rows(LensPanel panel) {
    return rows(panel.dashboard().id(), panel.index(), List.of());
  }

  List<Map<String, Object>> rows(String dashboard, String index, List<Kql.Condition> filters) {
    LensPanel panel = panel(dashboard, index);
    boolean aDay = panel.dashboard().attributes().get("timeFrom").asText().equals("now-24h");
    return new LensSearch(panel, aDay ? YESTERDAY : A_WEEK_AGO, LAST, filters).rows(elasticsearch);
  }

  double figure(String dashboard, String index) {
    return total(rows(panel(dashboard, index)), "value");
  }

  double sum(String dashboard, String index, String column) {
    return total(rows(panel(dashboard, index)), column);
  }

  static double total(List<Map<String, Object>> rows, String column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .mapToDouble(value -> (Double) value)
        .sum();
  }

  Map<Object, Double> byKey(String dashboard, String index, String key, String column) {
    return rows(panel(dashboard, index)).stream()
        .filter(row -> row.containsKey(column))
        .collect(
            Collectors.groupingBy(
                row -> row.get(key), Collectors.summingDouble(row -> (Double) row.get(column))));
  }
}
