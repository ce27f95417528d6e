package io.watershed.core.station;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.settings.Settings;
import java.io.Serializable;

/**
 * The one way from a raw message of a station to a checked observation; both layers take it.
 * Immutable; may be shared between threads, and sent to other processes by Java serialization.
 */
public final class StationIntake implements Serializable {
  private static final long serialVersionUID = 1;

  /** What became of one raw message. */
  public sealed interface Outcome {

    /** The message is an observation. */
    record Accepted(CheckedObservation observation) implements Outcome {}

    /** The message is a dead letter; {@code detail} is one sentence. */
    record Rejected(DeadLetterReason reason, String detail) implements Outcome {}
  }

  private final MessageLimits limits;
  private final int leastSourceMark;
  private final transient ObservationParser parser;
  private final transient ObservationRules rules;

  private StationIntake(MessageLimits limits, int leastSourceMark) {
    this.limits = limits;
    this.leastSourceMark = leastSourceMark;
    this.parser = new ObservationParser(limits);
    this.rules = new ObservationRules(leastSourceMark);
  }

  /** The intake of the settings {@code validation.*} and {@code quality.*}. */
  public static StationIntake from(Settings settings) {
    return new StationIntake(
        MessageLimits.from(settings), settings.integer("quality.least-source-mark", 0, 100));
  }

  /**
   * Takes one message.
   *
   * @param message the bytes as they came, or null
   * @param arrivalMillis when the broker took the message, milliseconds since the epoch
   */
  public Outcome take(byte[] message, long arrivalMillis) {
    ParsedObservation parsed = parser.parse(message, arrivalMillis);
    if (parsed instanceof ParsedObservation.Accepted accepted) {
      Observation observation = accepted.observation();
      return new Outcome.Accepted(new CheckedObservation(observation, rules.check(observation)));
    }
    ParsedObservation.Rejected rejected = (ParsedObservation.Rejected) parsed;
    return new Outcome.Rejected(rejected.reason(), rejected.detail());
  }

  private Object readResolve() {
    return new StationIntake(limits, leastSourceMark);
  }
}
