package io.watershed.core.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.watershed.core.reading.ParsedMessage.Accepted;
import io.watershed.core.reading.ParsedMessage.Rejected;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
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

  private static final int LONGEST_METER_ID = 64;
  private static final int LONGEST_QUOTE = 80;

  private final JsonFactory json =
      JsonFactory.builder()
          // So that NaN and infinity get a reason of their own instead of "not JSON".
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
          .build();

  private final MessageLimits limits;

  /** A parser that keeps the given limits. */
  public ReadingParser(MessageLimits limits) {
    this.limits = limits;
  }

  /** The limits it keeps. */
  public MessageLimits limits() {
    return limits;
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
    } catch (ReadingRejectedException rejected) {
      return new Rejected(rejected.reason(), rejected.getMessage());
    }
  }

  private Reading read(byte[] message, long arrivalMillis) throws ReadingRejectedException {
    checkBytes(message);
    Fields fields = readFields(message);
    fields.requireAll();
    Measurement.Match match =
        Measurement.ofWire(fields.type, fields.series)
            .orElseThrow(
                () ->
                    new ReadingRejectedException(
                        DeadLetterReason.UNKNOWN_MEASUREMENT,
                        "measurement_type \""
                            + excerpt(fields.type)
                            + "\" with series \""
                            + excerpt(fields.series)
                            + "\" is not in the catalogue"));
    if (!Double.isFinite(fields.value)) {
      throw new ReadingRejectedException(
          DeadLetterReason.NOT_FINITE, "value " + fields.value + " must be a finite number");
    }
    Unit unit = unit(fields.unit, match);
    double value = unit.convert(fields.value, match.measurement().unit());
    if (!Double.isFinite(value)) {
      throw new ReadingRejectedException(
          DeadLetterReason.NOT_FINITE, "value " + fields.value + " is too large for its unit");
    }
    long timestamp = timestamp(fields.timestamp, arrivalMillis);
    checkMeterId(fields.meterId);
    return new Reading(
        fields.meterId, match.measurement(), timestamp, value, match.wire().interval());
  }

  private void checkBytes(byte[] message) throws ReadingRejectedException {
    if (message == null || message.length == 0) {
      throw new ReadingRejectedException(DeadLetterReason.EMPTY, "the message has no value");
    }
    if (message.length > limits.maximumBytes()) {
      throw new ReadingRejectedException(
          DeadLetterReason.TOO_LARGE,
          "the message has " + message.length + " bytes; at most " + limits.maximumBytes());
    }
    boolean ascii = true;
    for (byte next : message) {
      if (next == 0) {
        // A zero byte would make Jackson take the message for UTF-16 or UTF-32.
        throw new ReadingRejectedException(
            DeadLetterReason.NOT_JSON, "the message holds a zero byte");
      }
      ascii &= next > 0;
    }
    if (!ascii) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
      } catch (CharacterCodingException invalid) {
        throw new ReadingRejectedException(
            DeadLetterReason.NOT_UTF8, "the message is not valid UTF-8");
      }
    }
  }

  private Fields readFields(byte[] message) throws ReadingRejectedException {
    Fields fields = new Fields();
    try (JsonParser parser = json.createParser(message)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ReadingRejectedException(
            DeadLetterReason.NOT_JSON, "the message must be one JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        fields.take(name, parser);
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new ReadingRejectedException(
            DeadLetterReason.NOT_JSON, "the message must be one JSON object and nothing more");
      }
      return fields;
    } catch (IOException malformed) {
      throw new ReadingRejectedException(
          DeadLetterReason.NOT_JSON, "the message is not JSON: " + firstLine(malformed));
    }
  }

  private static Unit unit(String text, Measurement.Match match) throws ReadingRejectedException {
    if (text == null || text.equals("null")) {
      return match.wire().unit();
    }
    Optional<Unit> unit = Unit.ofSymbol(text);
    if (unit.isEmpty() || !unit.get().convertibleTo(match.measurement().unit())) {
      throw new ReadingRejectedException(
          DeadLetterReason.UNKNOWN_UNIT,
          "unit \""
              + excerpt(text)
              + "\" is not one of "
              + match.measurement().canonicalName()
              + ", which is kept in "
              + match.measurement().unit().symbol());
    }
    return unit.get();
  }

  private long timestamp(String text, long arrivalMillis) throws ReadingRejectedException {
    long millis = Timestamps.parse(text);
    if (millis < limits.earliest().toEpochMilli()) {
      throw new ReadingRejectedException(
          DeadLetterReason.TIMESTAMP_TOO_OLD,
          "timestamp " + excerpt(text) + " is before " + limits.earliest());
    }
    if (millis > arrivalMillis + limits.maximumFuture().toMillis()) {
      throw new ReadingRejectedException(
          DeadLetterReason.TIMESTAMP_IN_FUTURE,
          "timestamp "
              + excerpt(text)
              + " is more than "
              + limits.maximumFuture()
              + " after the message arrived at "
              + Instant.ofEpochMilli(arrivalMillis));
    }
    return millis;
  }

  private static void checkMeterId(String meterId) throws ReadingRejectedException {
    boolean wellFormed = !meterId.isBlank() && meterId.length() <= LONGEST_METER_ID;
    for (int index = 0; wellFormed && index < meterId.length(); index++) {
      wellFormed = !Character.isISOControl(meterId.charAt(index)) && meterId.charAt(index) != '|';
    }
    if (!wellFormed) {
      throw new ReadingRejectedException(
          DeadLetterReason.BAD_METER_ID,
          "meter_id \""
              + excerpt(meterId)
              + "\" must have 1 to "
              + LONGEST_METER_ID
              + " characters, none of them a control character or a bar");
    }
  }

  /** At most {@value #LONGEST_QUOTE} printable characters of a text. */
  static String excerpt(String text) {
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  private static String firstLine(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    int end = message.indexOf('\n');
    return excerpt(end < 0 ? message : message.substring(0, end));
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

    void take(String name, JsonParser parser) throws IOException, ReadingRejectedException {
      switch (name) {
        case "meter_id" -> meterId = idOrNull(parser);
        case "timestamp" -> timestamp = textOrNull(name, parser);
        case "measurement_type" -> type = textOrNull(name, parser);
        case "series" -> series = seriesOrNull(parser);
        case "unit" -> unit = textOrNull(name, parser);
        case "value" -> takeValue(parser);
        default -> parser.skipChildren();
      }
    }

    void requireAll() throws ReadingRejectedException {
      require("meter_id", meterId != null);
      require("timestamp", timestamp != null);
      require("measurement_type", type != null);
      require("series", series != null);
      require("value", hasValue);
    }

    private static void require(String name, boolean present) throws ReadingRejectedException {
      if (!present) {
        throw new ReadingRejectedException(
            DeadLetterReason.MISSING_FIELD, "field " + name + " is absent or null");
      }
    }

    private static String textOrNull(String name, JsonParser parser)
        throws IOException, ReadingRejectedException {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> parser.getText();
        case VALUE_NULL -> null;
        default -> throw wrongType(name, "a string", parser);
      };
    }

    private static String idOrNull(JsonParser parser) throws IOException, ReadingRejectedException {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> parser.getText();
        case VALUE_NULL -> null;
        default -> throw wrongType("meter_id", "a whole number or a string", parser);
      };
    }

    /** The integrated meters' series are numbers in some exports and strings in others. */
    private static String seriesOrNull(JsonParser parser)
        throws IOException, ReadingRejectedException {
      return switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> parser.getText();
        case VALUE_NULL -> null;
        default -> throw wrongType("series", "a string", parser);
      };
    }

    private void takeValue(JsonParser parser) throws IOException, ReadingRejectedException {
      switch (parser.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          value = parser.getDoubleValue();
          hasValue = true;
        }
        case VALUE_NULL -> hasValue = false;
        default -> throw wrongType("value", "a number", parser);
      }
    }

    private static ReadingRejectedException wrongType(
        String name, String allowed, JsonParser parser) {
      return new ReadingRejectedException(
          DeadLetterReason.WRONG_TYPE,
          "field "
              + name
              + " must be "
              + allowed
              + ", not "
              + String.valueOf(parser.currentToken()).toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }
}
