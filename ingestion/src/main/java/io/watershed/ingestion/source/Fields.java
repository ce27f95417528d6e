package io.watershed.ingestion.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.DecimalNumber;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.reading.MessageRules;
import io.watershed.core.reading.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of a JSON object of a provider. A null is an absent field. */
public final class Fields {

  private static final int LONGEST_NAME = 200;

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** The fields of an object; without any where the node is none. */
  public static Fields of(JsonNode node) {
    return new Fields(node);
  }

  /** The fields of an object below this one; without any where there is none. */
  public Fields below(String name) {
    return new Fields(object.path(name));
  }

  /** Whether the object has a field that is not null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** A number, which some providers write as a text. */
  public Optional<Double> number(String name) throws MessageRejectedException {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    double value;
    if (node.isNumber()) {
      value = node.doubleValue();
    } else if (node.isTextual()) {
      if (node.textValue().isBlank()) {
        return Optional.empty();
      }
      OptionalDouble written = DecimalNumber.parse(node.textValue().strip());
      if (written.isEmpty()) {
        throw wrongType(name, "a number", node);
      }
      value = written.getAsDouble();
    } else {
      throw wrongType(name, "a number", node);
    }
    if (!Double.isFinite(value)) {
      throw new MessageRejectedException(
          DeadLetterReason.NOT_FINITE, "field " + name + " must be a finite number");
    }
    return Optional.of(value);
  }

  /** A text or a number as text; empty where it is blank. */
  public Optional<String> text(String name) throws MessageRejectedException {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      throw wrongType(name, "a text", node);
    }
    return Optional.of(node.asText().strip()).filter(text -> !text.isEmpty());
  }

  /** A name for people or null, cut to what a message may carry. */
  public String nameOrNull(String name) throws MessageRejectedException {
    return text(name)
        .map(text -> text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME))
        .orElse(null);
  }

  /** A text that must be there. */
  public String required(String name) throws MessageRejectedException {
    Optional<String> text = text(name);
    MessageRules.require(name, text.isPresent());
    return text.orElseThrow();
  }

  /** An instant, ISO 8601; one without a zone is UTC. */
  public Instant utcInstant(String name) throws MessageRejectedException {
    String text = required(name).replace(' ', 'T');
    try {
      return OffsetDateTime.parse(Timestamps.withColon(text)).toInstant();
    } catch (DateTimeException noOffset) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException neither) {
        throw new MessageRejectedException(
            DeadLetterReason.BAD_TIMESTAMP,
            "field "
                + name
                + " \""
                + MessageRules.excerpt(text)
                + "\" must be ISO 8601, such as 2026-11-20T07:30:00Z");
      }
    }
  }

  /** An instant in seconds since the epoch. */
  public Instant epochSeconds(String name) throws MessageRejectedException {
    JsonNode node = object.path(name);
    MessageRules.require(name, !node.isMissingNode() && !node.isNull());
    if (!node.canConvertToLong() || !node.isIntegralNumber()) {
      throw new MessageRejectedException(
          DeadLetterReason.BAD_TIMESTAMP,
          "field " + name + " must be a whole number of seconds since 1970");
    }
    try {
      return Instant.ofEpochSecond(node.longValue());
    } catch (DateTimeException impossible) {
      throw new MessageRejectedException(
          DeadLetterReason.BAD_TIMESTAMP, "field " + name + " " + node + " is no instant");
    }
  }

  private static MessageRejectedException wrongType(String name, String allowed, JsonNode node) {
    return new MessageRejectedException(
        DeadLetterReason.WRONG_TYPE,
        "field " + name + " must be " + allowed + ", not " + MessageRules.excerpt(node.toString()));
  }
}
