package io.watershed.core.quality;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ParsedMessage;
import io.watershed.core.reading.Reading;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;

/**
 * The one way from a raw message to an enriched reading; both layers take it. Immutable; may be
 * shared between threads.
 */
public final class Intake {

  /** What became of one raw message. */
  public sealed interface Outcome {

    /** The message is a reading, with its meter and its flags. */
    record Accepted(EnrichedReading reading) implements Outcome {}

    /** The message is a dead letter. */
    record Rejected(ParsedMessage.Rejected why) implements Outcome {}
  }

  private final ReadingParser parser;
  private final Fleet fleet;
  private final QualityRules rules;

  /** An intake of the given parts. */
  public Intake(ReadingParser parser, Fleet fleet, QualityRules rules) {
    this.parser = parser;
    this.fleet = fleet;
    this.rules = rules;
  }

  /** The intake of the settings {@code validation.*}, {@code quality.*} and {@code fleet.*}. */
  public static Intake from(Settings settings) {
    return new Intake(
        new ReadingParser(MessageLimits.from(settings)),
        Fleet.load(settings),
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
}
