package io.watershed.ingestion.source;

import java.util.Map;
import java.util.Optional;

/**
 * Where a source writes what it found, and how far it is, as one. Used by one thread.
 *
 * <p>Keys of progress are texts in which bars part what they are made of: {@code
 * msc|swob-realtime|8205092}.
 */
public interface Journal {

  /** The progress last committed under a key. */
  Optional<String> progress(String key);

  /** All progress whose keys begin so. */
  Map<String, String> progressBelow(String prefix);

  /**
   * Commits a delivery as a whole, or not at all.
   *
   * @throws JournalException if Kafka did not take it
   */
  void commit(Delivery delivery);
}
