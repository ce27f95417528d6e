package io.watershed.benchmarks;

import java.util.Locale;

/**
 * The figures of one run.
 *
 * @param processors of this machine
 * @param readings taken by the speed layer alone
 * @param seconds it took, the whole process from cold
 * @param readingsPerSecond the quotient
 * @param windows window results computed meanwhile
 * @param plainReadings taken by Spark's own window aggregation
 * @param plainSeconds it took, the whole process from cold
 * @param plainReadingsPerSecond the quotient
 * @param timesPlain how many times as fast the speed layer is
 * @param searchableSeconds how long documents were counted as they became searchable
 * @param searchableDocuments how many became searchable in that time
 * @param searchableDocumentsPerSecond the quotient
 */
record SpeedFigures(
    int processors,
    long readings,
    double seconds,
    double readingsPerSecond,
    long windows,
    long plainReadings,
    double plainSeconds,
    double plainReadingsPerSecond,
    double timesPlain,
    double searchableSeconds,
    long searchableDocuments,
    double searchableDocumentsPerSecond) {

  String table() {
    return String.format(
        Locale.ROOT,
        """
        %d processors; Kafka, Elasticsearch and the layer share them
        %-34s %14s %10s %16s
        %-34s %,14d %10.1f %,16.0f
        %-34s %,14d %10.1f %,16.0f
        %-34s %,14d %10.1f %,16.0f
        The speed layer takes %.1f times the readings a second of Spark's window().
        """,
        processors,
        "from cold, the whole process",
        "number",
        "seconds",
        "per second",
        "readings, speed layer alone",
        readings,
        seconds,
        readingsPerSecond,
        "readings, Spark's window()",
        plainReadings,
        plainSeconds,
        plainReadingsPerSecond,
        "window documents, to searchable",
        searchableDocuments,
        searchableSeconds,
        searchableDocumentsPerSecond,
        timesPlain);
  }
}
