package io.watershed.benchmarks;

import java.util.Locale;

/**
 * The figures of one run.
 *
 * @param processors of this machine
 * @param alone readings that the speed layer took by itself, the whole process from cold
 * @param windows window results it computed meanwhile
 * @param compared fewer readings, taken by the speed layer
 * @param plain the same readings, taken by Spark's own window aggregation
 * @param timesPlain how many times as fast the speed layer is over these
 * @param searchable window documents as they became searchable, Elasticsearch on the same machine
 * @param stations observations of stations that the speed layer took by itself, from cold
 */
record SpeedFigures(
    int processors,
    Rate alone,
    long windows,
    Rate compared,
    Rate plain,
    double timesPlain,
    Rate searchable,
    Rate stations) {

  /** A number of things, the seconds they took, and the quotient. */
  record Rate(long number, double seconds, double perSecond) {
    private String row(String title) {
      return String.format(
          Locale.ROOT, "%-44s %,14d %10.1f %,14.0f%n", title, number, seconds, perSecond);
    }
  }

  String table() {
    return String.format(
        Locale.ROOT,
        """
        %d processors; Kafka, Elasticsearch and the layer share them
        %-44s %14s %10s %14s
        %s%s%s%s%sThe speed layer is %.1f times as fast as Spark's window() over the same readings.
        """,
        processors,
        "from cold, the whole process",
        "number",
        "seconds",
        "per second",
        alone.row("readings, the speed layer alone"),
        compared.row("the readings compared, the speed layer"),
        plain.row("the readings compared, Spark's window()"),
        searchable.row("window documents, to searchable"),
        stations.row("observations of stations, the layer alone"),
        timesPlain);
  }
}
