package io.watershed.ingestion.source;

import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import io.watershed.ingestion.StatusTicker;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the status of all sources about every second. A provider that does not answer makes the
 * message, not the state: the process runs.
 */
final class SourceStatus implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceStatus.class);

  private final StatusFile file;
  private final Clock clock;
  private final SourceFigures figures;
  private final Map<String, String> problems = new TreeMap<>();
  private final Map<String, String> lost = new TreeMap<>();
  private final StatusTicker ticker = new StatusTicker();
  private String state = "starting";
  private String message = "";

  SourceStatus(StatusFile file, Clock clock, SourceFigures figures) {
    this.file = file;
    this.clock = clock;
    this.figures = figures;
  }

  void start() {
    ticker.start(this::write);
  }

  /** Changes the state, and writes it at once. */
  synchronized void state(String newState, String newMessage) {
    state = newState;
    message = newMessage;
    write();
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

  private synchronized void write() {
    Map<String, String> said = new TreeMap<>(problems);
    said.putAll(lost);
    String sentence =
        !message.isEmpty() || said.isEmpty()
            ? message
            : String.join(
                "; ",
                said.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .toList());
    Map<String, Double> all = figures.all();
    all.put("messagesOut", total(all, ".sent"));
    all.put("deadLetters", total(all, ".deadLetters"));
    try {
      file.write(LayerStatus.of("sources", state, sentence, clock.instant(), all, Map.of()));
    } catch (IOException problem) {
      LOG.warn("the status file cannot be written: {}", problem.getMessage());
    }
  }

  private static double total(Map<String, Double> all, String ending) {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(ending))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    ticker.close();
  }
}
