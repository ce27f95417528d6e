package io.watershed.core.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What every raw message must keep, whatever it tells of: its bytes, its form of one JSON object,
 * its timestamp, the id of its device. Immutable; may be shared.
 */
public final class MessageRules {

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_QUOTE = 80;

  /** How the languages of gateways and scripts write a value that they do not have. */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "null", "(null)", "undefined", "nan", "none", "nil", "[object object]", "unknown", "n/a");

  /** Takes the field of an object whose value the parser stands on. */
  @FunctionalInterface
  public interface FieldTaker {

    /** Reads the value to its end. */
    void take(String name, JsonParser parser) throws IOException, MessageRejectedException;
  }

  private final JsonFactory json = jsonFactory();
  private final MessageLimits limits;

  /** Rules with the given limits. */
  public MessageRules(MessageLimits limits) {
    this.limits = limits;
  }

  /** The limits it keeps. */
  public MessageLimits limits() {
    return limits;
  }

  /** Makes the parsers of messages: bounded in depth, and able to read numbers that are none. */
  private static JsonFactory jsonFactory() {
    return JsonFactory.builder()
        // So that NaN and infinity get a reason of their own instead of "not JSON".
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
        .build();
  }

  /** Hands over the fields of a message, which must be one JSON object in UTF-8 and no more. */
  public void readFields(byte[] message, FieldTaker taker) throws MessageRejectedException {
    checkBytes(message);
    try (JsonParser parser = json.createParser(message)) {
      expectObject(parser);
      takeFields(parser, taker);
      expectEnd(parser);
    } catch (IOException malformed) {
      throw notJson(malformed);
    }
  }

  /**
   * Hands over the fields of the object that the parser stands at the beginning of.
   *
   * @throws MessageRejectedException if a name stands twice: JSON leaves open which of them counts
   */
  public static void takeFields(JsonParser parser, FieldTaker taker)
      throws IOException, MessageRejectedException {
    Set<String> names = new HashSet<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (!names.add(name)) {
        throw new MessageRejectedException(
            DeadLetterReason.WRONG_TYPE, "field " + excerpt(name) + " stands twice");
      }
      parser.nextToken();
      taker.take(name, parser);
    }
  }

  /** The text that the parser stands on; null for a JSON null. */
  public static String textOrNull(String name, JsonParser parser)
      throws IOException, MessageRejectedException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> null;
      default -> throw wrongType(name, "a string", parser);
    };
  }

  /** Rejects bytes that cannot be one JSON object in UTF-8 of an allowed length. */
  private void checkBytes(byte[] message) throws MessageRejectedException {
    if (message == null || message.length == 0) {
      throw new MessageRejectedException(DeadLetterReason.EMPTY, "the message has no value");
    }
    if (message.length > limits.maximumBytes()) {
      throw new MessageRejectedException(
          DeadLetterReason.TOO_LARGE,
          "the message has " + message.length + " bytes; at most " + limits.maximumBytes());
    }
    boolean ascii = true;
    for (byte next : message) {
      if (next == 0) {
        // A zero byte would make Jackson take the message for UTF-16 or UTF-32.
        throw new MessageRejectedException(
            DeadLetterReason.NOT_JSON, "the message holds a zero byte");
      }
      ascii &= next > 0;
    }
    if (!ascii) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
      } catch (CharacterCodingException invalid) {
        throw new MessageRejectedException(
            DeadLetterReason.NOT_UTF8, "the message is not valid UTF-8");
      }
    }
  }

  /** Goes to the first token, which must begin an object. */
  private static void expectObject(JsonParser parser) throws IOException, MessageRejectedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_JSON, "the message must be one JSON object");
    }
  }

  /** Checks that the current token ends the object and that nothing follows. */
  private static void expectEnd(JsonParser parser) throws IOException, MessageRejectedException {
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_JSON, "the message must be one JSON object and nothing more");
    }
  }

  /** The rejection of a message that no JSON parser takes. */
  private static MessageRejectedException notJson(IOException malformed) {
    String message = String.valueOf(malformed.getMessage());
    int end = message.indexOf('\n');
    return new MessageRejectedException(
        DeadLetterReason.NOT_JSON,
        "the message is not JSON: " + excerpt(end < 0 ? message : message.substring(0, end)));
  }

  /** The rejection of a field whose value has the wrong type. */
  public static MessageRejectedException wrongType(String name, String allowed, JsonParser parser) {
    return new MessageRejectedException(
        DeadLetterReason.WRONG_TYPE,
        "field "
            + name
            + " must be "
            + allowed
            + ", not "
            + String.valueOf(parser.currentToken()).toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** Rejects a message that lacks a field. */
  public static void require(String name, boolean present) throws MessageRejectedException {
    if (!present) {
      throw new MessageRejectedException(
          DeadLetterReason.MISSING_FIELD, "field " + name + " is absent or null");
    }
  }

  /**
   * The instant of a timestamp, milliseconds since the epoch.
   *
   * @param arrivalMillis when the broker took the message; "the future" is counted from here
   */
  public long timestamp(String text, long arrivalMillis) throws MessageRejectedException {
    long millis = Timestamps.parse(text);
    if (millis < limits.earliest().toEpochMilli()) {
      throw new MessageRejectedException(
          DeadLetterReason.TIMESTAMP_TOO_OLD,
          "timestamp " + excerpt(text) + " is before " + limits.earliest());
    }
    if (millis > arrivalMillis + limits.maximumFuture().toMillis()) {
      throw new MessageRejectedException(
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

  /**
   * Rejects an id that is blank, too long, holds what parts the ids of documents or what nobody
   * sees, has blanks at its ends, or is what a program writes that had none: {@code null}, {@code
   * undefined}, a template that nobody filled in.
   */
  public static void checkId(String field, String id, DeadLetterReason reason)
      throws MessageRejectedException {
    boolean wellFormed = !id.isBlank() && id.length() <= LONGEST_ID;
    for (int index = 0; wellFormed && index < id.length(); index++) {
      wellFormed = !isInvisible(id.charAt(index)) && id.charAt(index) != '|';
    }
    if (wellFormed
        && (Character.isSpaceChar(id.charAt(0))
            || Character.isSpaceChar(id.charAt(id.length() - 1)))) {
      throw new MessageRejectedException(
          reason, field + " \"" + excerpt(id) + "\" must not begin or end with a blank");
    }
    if (wellFormed && isPlaceholder(id)) {
      throw new MessageRejectedException(
          reason, field + " \"" + excerpt(id) + "\" is what a program writes that has no id");
    }
    if (!wellFormed) {
      throw new MessageRejectedException(
          reason,
          field
              + " \""
              + excerpt(id)
              + "\" must have 1 to "
              + LONGEST_ID
              + " characters, none of them a bar or one that nobody sees");
    }
  }

  private static boolean isInvisible(char character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static boolean isPlaceholder(String id) {
    return PLACEHOLDERS.contains(id.toLowerCase(Locale.ROOT))
        || id.contains("{{")
        || id.contains("}}")
        || id.contains("${");
  }

  /** At most {@value #LONGEST_QUOTE} printable characters of a text. */
  public static String excerpt(String text) {
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
