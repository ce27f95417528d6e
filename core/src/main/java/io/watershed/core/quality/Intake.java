package io.watershed.core.quality;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ParsedMessage;
import io.watershed.core.reading.Reading;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/**
 * The one way from a raw message to an enriched reading; both layers take it. Immutable; may be
 * shared between threads, and sent to other processes by Java serialization.
 */
public final class Intake implements Serializable {
  private static final long serialVersionUID = 1;

  /** What became of one raw message. */
  public sealed interface Outcome {

    /** The message is a reading, with its meter and its flags. */
    record Accepted(EnrichedReading reading) implements Outcome {}

    /** The message is a dead letter. */
    record Rejected(ParsedMessage.Rejected why) implements Outcome {}
  }

  private final transient ReadingParser parser;
  private final transient Fleet fleet;
  private final transient QualityRules rules;

  /** An intake of the given parts. */
  public Intake(ReadingParser parser, Fleet fleet, QualityRules rules) {
    this.parser = parser;
    this.fleet = fleet;
    this.rules = rules;
  }

  /** The intake of the settings {@code validation.*}, {@code quality.*} and {@code fleet.*}. */
  public static Intake from(Settings settings) {
    return from(settings, Fleet.load(settings));
  }

  /** The intake of the settings {@code validation.*} and {@code quality.*} for a given fleet. */
  public static Intake from(Settings settings, Fleet fleet) {
    return new Intake(
        new ReadingParser(MessageLimits.from(settings)),
        fleet,
        new QualityRules(QualityLimits.from(settings)));
  }

  /**
   * Takes one message.
   *
   * @param message the bytes as they came, or null
   * @param arrivalMillis when the broker took the message, milliseconds since the epoch
   */
  public Outcome take(byte[] message, long arrivalMillis) {
    ParsedMessage parsed = parser.parse(message, arrivalMillis);
    if (parsed instanceof ParsedMessage.Accepted accepted) {
      return new Outcome.Accepted(enrich(accepted.reading()));
    }
    return new Outcome.Rejected((ParsedMessage.Rejected) parsed);
  }

  /** Adds to a reading what the fleet list and the rules know. */
  public EnrichedReading enrich(Reading reading) {
    Meter meter = fleet.meter(reading.meterId());
    return new EnrichedReading(reading, meter, rules.check(reading, meter));
  }

  private Object writeReplace() {
    return IntakeForm.of(parser.limits(), rules.limits(), fleet);
  }

  private void readObject(ObjectInputStream stream) throws InvalidObjectException {
    throw new InvalidObjectException("an intake is read through its form");
  }
}
