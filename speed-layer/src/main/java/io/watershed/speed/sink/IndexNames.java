package io.watershed.speed.sink;

import io.watershed.elasticsearch.JsonLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Names of the indices that documents go to. Not safe for several threads. */
public final class IndexNames {

  /** One document per micro-batch and hour of arrival. */
  public static final String HEALTH = "pipeline-health";

  /** One document per station. */
  public static final String STATION_LATEST = "station-latest";

  /** The index templates of what this layer writes. */
  public static final List<String> TEMPLATES =
      List.of("meter-windows", "station-windows", STATION_LATEST, "alerts", HEALTH);

  private static final String ALERTS = "alerts-";

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final String prefix;
  private final Map<Long, String> windowsOfDay = new HashMap<>();

  private IndexNames(String prefix) {
    this.prefix = prefix;
  }

  public static IndexNames ofMeters() {
    return new IndexNames("meter-windows-");
  }

  public static IndexNames ofStations() {
    return new IndexNames("station-windows-");
  }

  /** The index of the windows of a UTC month. */
  public String windows(long startMillis) {
    return windowsOfDay.computeIfAbsent(
        Math.floorDiv(startMillis, DAY_MILLIS), day -> prefix + JsonLines.month(startMillis));
  }

  /** The index of the alerts of a UTC month. */
  public static String alerts(long episodeStartMillis) {
    return ALERTS + JsonLines.month(episodeStartMillis);
  }

  /** Whether an index holds alerts. */
  public static boolean isAlerts(String index) {
    return index.startsWith(ALERTS);
  }
}
