package io.watershed.benchmarks;

import io.watershed.benchmarks.DashboardLoad.Latency;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of one run.
 *
 * @param processors of this machine
 * @param days days of the fleet that were loaded
 * @param messages messages that were sent for them
 * @param loadedSeconds how long it took until the batch views of all of them could be asked for
 * @param rate calls a second
 * @param all latencies over all calls, in milliseconds
 * @param byCall latencies by call
 * @param failures calls that were not answered with 200
 * @param firstPaint what a browser saw, or why it was not asked
 */
record ServingFigures(
    int processors,
    int days,
    long messages,
    long loadedSeconds,
    int rate,
    Latency all,
    Map<String, Latency> byCall,
    long failures,
    FirstPaint firstPaint) {

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%d processors; servers and layers share them. %d days, %,d messages, loaded in %d s.%n"
                + "%d calls a second; milliseconds from when a call was due to its whole answer.%n"
                + "%-24s %8s %8s %8s %8s %8s%n",
            processors,
            days,
            messages,
            loadedSeconds,
            rate,
            "",
            "calls",
            "median",
            "95 %",
            "99 %",
            "longest"));
    byCall.forEach((title, latency) -> table.append(row(title, latency)));
    table.append(row("all", all));
    table.append(String.format(Locale.ROOT, "calls that failed: %d%n", failures));
    table.append(firstPaint.sentence()).append(System.lineSeparator());
    return table.toString();
  }

  private static String row(String title, Latency latency) {
    return String.format(
        Locale.ROOT,
        "%-24s %,8d %8.1f %8.1f %8.1f %8.1f%n",
        title,
        latency.calls(),
        latency.median(),
        latency.p95(),
        latency.p99(),
        latency.longest());
  }
}
