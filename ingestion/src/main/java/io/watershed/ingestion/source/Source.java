package io.watershed.ingestion.source;

import java.time.Duration;

/**
 * Something outside that observations come from. Used by one thread; what it knows of its progress
 * it has from the journal it was opened with, and after a failed commit it is opened anew.
 */
public interface Source {

  /** The pause between two polls. */
  Duration interval();

  /**
   * Takes what is new. What it sends and how far it is are committed together, part by part.
   *
   * @throws SourceException if the provider does not answer as it should; a later poll goes on
   * @throws JournalException if Kafka did not take what was sent
   */
  void poll() throws SourceException, InterruptedException;
}
