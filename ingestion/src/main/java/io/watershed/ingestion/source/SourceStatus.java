package io.watershed.ingestion.source;

import io.watershed.core.status.LayerStatus;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the status says of all sources. A provider that does not answer makes the message, not the
 * state: the process runs. Safe for use by several threads.
 */
final class SourceStatus {

  private final SourceFigures figures;
  private final Map<String, String> problems = new TreeMap<>();
  private final Map<String, String> lost = new TreeMap<>();

  SourceStatus(SourceFigures figures) {
    this.figures = figures;
  }

  /** A source does what it should. */
  synchronized void well(String source) {
    problems.remove(source);
  }

  /**
   * A source cannot go on for now.
   *
   * @return whether that is news
   */
  synchronized boolean unwell(String source, String problem) {
    return !problem.equals(problems.put(source, problem));
  }

  /** A source has ended for good. */
  synchronized void lost(String source, String problem) {
    problems.remove(source);
    lost.put(source, problem);
  }

  /** The same status with the sources' problems and figures. */
  synchronized LayerStatus complete(LayerStatus status) {
    Map<String, String> said = new TreeMap<>(problems);
    said.putAll(lost);
    String sentence =
        !status.message().isEmpty() || said.isEmpty()
            ? status.message()
            : String.join(
                "; ",
                said.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .toList());
    Map<String, Double> all = figures.all();
    all.put("messagesOut", total(all, ".sent"));
    all.put("deadLetters", total(all, ".deadLetters"));
    return status.with(status.state(), sentence).withFigures(all);
  }

  private static double total(Map<String, Double> all, String ending) {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(ending))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
