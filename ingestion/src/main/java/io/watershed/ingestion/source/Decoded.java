package io.watershed.ingestion.source;

import io.watershed.core.station.Observation;

/** What a provider's text of one observation turned out to be. */
public sealed interface Decoded {

  /**
   * An observation in the elements' units.
   *
   * @param withheld how many values are left out because their provider does not trust them
   */
  record Good(Observation observation, int withheld) implements Decoded {}

  /** Nothing that can be an observation. */
  record Bad(DeadLetter letter) implements Decoded {}

  /** A station that has nothing to say: every value is null. */
  record Silent() implements Decoded {}
}
