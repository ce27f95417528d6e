package io.watershed.core.reading;

import com.fasterxml.jackson.core.JsonParser;
import io.watershed.core.reading.ParsedMessage.Accepted;
import io.watershed.core.reading.ParsedMessage.Rejected;
import java.io.IOException;
import java.util.Optional;

/**
 * From the bytes of a raw meter message to a reading, or to the reason why it is none.
 *
 * <p>The message is one JSON object with {@code meter_id} (number or string), {@code timestamp},
 * {@code measurement_type}, {@code series}, {@code unit} (may be null or the text {@code null}) and
 * {@code value}; other fields are ignored. The same bytes with the same arrival always give the
 * same answer, so both layers agree on every message. Instances are immutable and may be shared.
 */
public final class ReadingParser {

  private final MessageRules rules;

  /** A parser that keeps the given limits. */
  public ReadingParser(MessageLimits limits) {
    this.rules = new MessageRules(limits);
  }

  /** The limits it keeps. */
  public MessageLimits limits() {
    return rules.limits();
  }

  /**
   * Reads one message.
   *
   * @param message the bytes as they came; null for a message without a value
   * @param arrivalMillis when the broker took the message, milliseconds since the epoch; "the
   *     future" is counted from here
   */
  public ParsedMessage parse(byte[] message, long arrivalMillis) {
    try {
      return new Accepted(read(message, arrivalMillis));
    } catch (MessageRejectedException rejected) {
      return new Rejected(rejected.reason(), rejected.getMessage());
    }
  }

  private Reading read(byte[] message, long arrivalMillis) throws MessageRejectedException {
    Fields fields = new Fields();
    rules.readFields(message, fields::take);
    fields.requireAll();
    Measurement.Match match =
        Measurement.ofWire(fields.type, fields.series)
            .orElseThrow(
                () ->
                    new MessageRejectedException(
                        DeadLetterReason.UNKNOWN_MEASUREMENT,
                        "measurement_type \""
                            + MessageRules.excerpt(fields.type)
                            + "\" with series \""
                            + MessageRules.excerpt(fields.series)
                            + "\" is not in the catalogue"));
    if (!Double.isFinite(fields.value)) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_FINITE, "value " + fields.value + " must be a finite number");
    }
    Unit unit = unit(fields.unit, match);
    double value = unit.convert(fields.value, match.measurement().unit());
    if (!Double.isFinite(value)) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_FINITE, "value " + fields.value + " is too large for its unit");
    }
    long timestamp = rules.timestamp(fields.timestamp, arrivalMillis);
    MessageRules.checkId("meter_id", fields.meterId, DeadLetterReason.BAD_DEVICE_ID);
    return new Reading(
        fields.meterId, match.measurement(), timestamp, value, match.wire().interval());
  }

  private static Unit unit(String text, Measurement.Match match) throws MessageRejectedException {
    if (text == null || text.equals("null")) {
      return match.wire().unit();
    }
    Optional<Unit> unit = Unit.ofSymbol(text);
    if (unit.isEmpty() || !unit.get().convertibleTo(match.measurement().unit())) {
      throw new MessageRejectedException(
          DeadLetterReason.UNKNOWN_UNIT,
          "unit \""
              + MessageRules.excerpt(text)
              + "\" is not one of "
              + match.measurement().canonicalName()
              + ", which is kept in "
              + match.measurement().unit().symbol());
    }
    return unit.get();
  }

  /** The six fields of a message as they are read; a field that never came stays null. */
  private static final class Fields {
    private String meterId;
    private String timestamp;
    private String type;
    private String series;
    private String unit;
    private double value;
    private boolean hasValue;

    void take(String name, JsonParser parser) throws IOException, MessageRejectedException {
      switch (name) {
        case "meter_id" -> meterId = idOrNull(parser);
        case "timestamp" -> timestamp = MessageRules.textOrNull(name, parser);
        case "measurement_type" -> type = MessageRules.textOrNull(name, parser);
        case "series" -> series = seriesOrNull(parser);
        case "unit" -> unit = MessageRules.textOrNull(name, parser);
        case "value" -> takeValue(parser);
        default -> parser.skipChildren();
      }
    }

    void requireAll() throws MessageRejectedException {
      MessageRules.require("meter_id", meterId != null);
      MessageRules.require("timestamp", timestamp != null);
      MessageRules.require("measurement_type", type != null);
      MessageRules.require("series", series != null);
      MessageRules.require("value", hasValue);
    }

    private static String idOrNull(JsonParser parser) throws IOException, MessageRejectedException {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> parser.getText();
        case VALUE_NULL -> null;
        default -> throw MessageRules.wrongType("meter_id", "a whole number or a string", parser);
      };
    }

    /** The integrated meters' series are numbers in some exports and strings in others. */
    private static String seriesOrNull(JsonParser parser)
        throws IOException, MessageRejectedException {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> parser.getText();
        case VALUE_NULL -> null;
        default -> throw MessageRules.wrongType("series", "a string", parser);
      };
    }

    private void takeValue(JsonParser parser) throws IOException, MessageRejectedException {
      switch (parser.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          value = parser.getDoubleValue();
          hasValue = true;
        }
        case VALUE_NULL -> hasValue = false;
        default -> throw MessageRules.wrongType("value", "a number", parser);
      }
    }
  }
}
