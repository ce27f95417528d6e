package io.watershed.ingestion.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What sources counted since the start of the process, by {@code source.figure}, such as {@code
 * msc.withheldValues}. Safe for use by several threads.
 */
public final class SourceFigures {

  private final ConcurrentMap<String, LongAdder> counts;
  private final String prefix;

  /** Figures of a process, all zero. */
  public SourceFigures() {
    this(new ConcurrentHashMap<>(), "");
  }

  private SourceFigures(ConcurrentMap<String, LongAdder> counts, String prefix) {
    this.counts = counts;
    this.prefix = prefix;
  }

  /** The same figures, seen by one source. */
  public SourceFigures of(String source) {
    return new SourceFigures(counts, source + ".");
  }

  /** Counts. */
  public void add(String figure, long count) {
    counts.computeIfAbsent(prefix + figure, name -> new LongAdder()).add(count);
  }

  /** Counts one. */
  public void one(String figure) {
    add(figure, 1);
  }

  /** A figure; zero where nothing was counted. */
  public long count(String figure) {
    LongAdder adder = counts.get(prefix + figure);
    return adder == null ? 0 : adder.sum();
  }

  /** All figures by name. */
  public Map<String, Double> all() {
    Map<String, Double> all = new TreeMap<>();
    counts.forEach((name, count) -> all.put(name, (double) count.sum()));
    return all;
  }
}
