package io.watershed.speed;

import io.watershed.elasticsearch.JsonLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Names of the indices that documents go to. Not safe for several threads. */
final class IndexNames {

  /** One document per micro-batch and hour of arrival. */
  static final String HEALTH = "pipeline-health";

  /** The index templates of what this layer writes. */
  static final List<String> TEMPLATES = List.of("meter-windows", "alerts", HEALTH);

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Map<Long, String> windowsOfDay = new HashMap<>();

  /** The index of the windows of a UTC month. */
  String windows(long startMillis) {
    return windowsOfDay.computeIfAbsent(
        Math.floorDiv(startMillis, DAY_MILLIS),
        day -> "meter-windows-" + JsonLines.month(startMillis));
  }

  /** The index of the alerts of a UTC month. */
  static String alerts(long episodeStartMillis) {
    return "alerts-" + JsonLines.month(episodeStartMillis);
  }
}
