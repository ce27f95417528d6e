package io.watershed.core.station;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.reading.MessageRules;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/**
 * From the bytes of a station's message to an observation, or to the reason why it is none.
 *
 * <p>The message is one JSON object with {@code station_id}, {@code timestamp}, {@code values} (at
 * least one element, in its unit), and where known {@code source}, {@code station} (see {@link
 * Station}), {@code quality} and {@code body}; other fields are ignored, but an element that the
 * catalogue lacks is not: it would be lost in silence. A null is an absent field. A station that
 * names no zone has its days in UTC. The same bytes with the same arrival always give the same
 * answer. Instances are immutable and may be shared.
 */
public final class ObservationParser {

  private static final String UNKNOWN_SOURCE = "unknown";
  private static final int LONGEST_TEXT = 200;

  private final MessageRules rules;

  /** A parser that keeps the given limits. */
  public ObservationParser(MessageLimits limits) {
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
  public ParsedObservation parse(byte[] message, long arrivalMillis) {
    try {
      return new ParsedObservation.Accepted(read(message, arrivalMillis));
    } catch (MessageRejectedException rejected) {
      return new ParsedObservation.Rejected(rejected.reason(), rejected.getMessage());
    }
  }

  private Observation read(byte[] message, long arrivalMillis) throws MessageRejectedException {
    Fields fields = new Fields();
    rules.readFields(message, fields::take);
    MessageRules.require("station_id", fields.stationId != null);
    MessageRules.require("timestamp", fields.timestamp != null);
    MessageRules.require("values", !fields.values.isEmpty());
    long timestamp = rules.timestamp(fields.timestamp, arrivalMillis);
    MessageRules.checkId("station_id", fields.stationId, DeadLetterReason.BAD_DEVICE_ID);
    if (fields.station.downstream != null) {
      MessageRules.checkId(
          "station.downstream", fields.station.downstream, DeadLetterReason.BAD_DEVICE_ID);
    }
    return new Observation(
        fields.station.of(fields.stationId, fields.values),
        fields.source == null ? UNKNOWN_SOURCE : fields.source,
        timestamp,
        fields.values,
        fields.quality,
        fields.body);
  }

  private static String shortTextOrNull(String name, JsonParser parser)
      throws IOException, MessageRejectedException {
    String text = MessageRules.textOrNull(name, parser);
    if (text != null && text.length() > LONGEST_TEXT) {
      throw impossible(name, "at most " + LONGEST_TEXT + " characters long", text);
    }
    return text;
  }

  private static Double numberOrNull(String name, JsonParser parser)
      throws IOException, MessageRejectedException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
          throw new MessageRejectedException(
              DeadLetterReason.NOT_FINITE, name + " " + value + " must be a finite number");
        }
        yield value;
      }
      case VALUE_NULL -> null;
      default -> throw MessageRules.wrongType(name, "a number", parser);
    };
  }

  private static Double numberOrNull(String name, JsonParser parser, double least, double most)
      throws IOException, MessageRejectedException {
    Double value = numberOrNull(name, parser);
    if (value != null && (value < least || value > most)) {
      throw impossible(name, "from " + least + " to " + most, String.valueOf(value));
    }
    return value;
  }

  private static MessageRejectedException impossible(String name, String allowed, String value) {
    return new MessageRejectedException(
        DeadLetterReason.WRONG_TYPE,
        "field " + name + " must be " + allowed + ", not " + MessageRules.excerpt(value));
  }

  /** The fields of a message as they are read; a field that never came stays null or empty. */
  private static final class Fields {
    private final StationFields station = new StationFields();
    private final Map<Element, Double> values = new EnumMap<>(Element.class);
    private final Map<Element, Integer> quality = new EnumMap<>(Element.class);
    private String stationId;
    private String source;
    private String timestamp;
    private String body;

    void take(String name, JsonParser parser) throws IOException, MessageRejectedException {
      switch (name) {
        case "station_id" -> stationId = MessageRules.textOrNull(name, parser);
        case "source" -> source = shortTextOrNull(name, parser);
        case "timestamp" -> timestamp = MessageRules.textOrNull(name, parser);
        case "body" -> body = MessageRules.textOrNull(name, parser);
        case "station" -> takeObject(name, parser, station::take);
        case "values" -> takeObject(name, parser, this::takeValue);
        case "quality" -> takeObject(name, parser, this::takeQuality);
        default -> parser.skipChildren();
      }
    }

    private void takeValue(String name, JsonParser parser)
        throws IOException, MessageRejectedException {
      Element element = element(name);
      Double value = numberOrNull("values." + name, parser);
      if (value != null) {
        values.put(element, value);
      }
    }

    private void takeQuality(String name, JsonParser parser)
        throws IOException, MessageRejectedException {
      Element element = element(name);
      Double mark = numberOrNull("quality." + name, parser, 0, 100);
      if (mark != null) {
        quality.put(element, (int) Math.floor(mark));
      }
    }

    private static Element element(String name) throws MessageRejectedException {
      return Element.ofWireName(name)
          .orElseThrow(
              () ->
                  new MessageRejectedException(
                      DeadLetterReason.UNKNOWN_MEASUREMENT,
                      "element \""
                          + MessageRules.excerpt(name)
                          + "\" is none of "
                          + Element.wireNames()));
    }

    private static void takeObject(String name, JsonParser parser, MessageRules.FieldTaker taker)
        throws IOException, MessageRejectedException {
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw MessageRules.wrongType(name, "an object", parser);
      }
      MessageRules.takeFields(parser, taker);
    }
  }

  /** What a message says of its station. */
  private static final class StationFields {
    private StationKind kind;
    private String name;
    private Double latitude;
    private Double longitude;
    private Double elevation;
    private String province;
    private String city;
    private ZoneId zone = ZoneOffset.UTC;
    private String downstream;
    private Double highWater;

    void take(String field, JsonParser parser) throws IOException, MessageRejectedException {
      String path = "station." + field;
      switch (field) {
        case "kind" -> kind = kind(path, parser);
        case "name" -> name = shortTextOrNull(path, parser);
        case "latitude" -> latitude = numberOrNull(path, parser, -90, 90);
        case "longitude" -> longitude = numberOrNull(path, parser, -180, 180);
        case "elevation" -> elevation = numberOrNull(path, parser, -500, 9000);
        case "province" -> province = shortTextOrNull(path, parser);
        case "city" -> city = shortTextOrNull(path, parser);
        case "time_zone" -> zone = zone(path, parser);
        case "downstream" -> downstream = MessageRules.textOrNull(path, parser);
        case "high_water" -> highWater = numberOrNull(path, parser);
        default -> parser.skipChildren();
      }
    }

    private static StationKind kind(String path, JsonParser parser)
        throws IOException, MessageRejectedException {
      String text = MessageRules.textOrNull(path, parser);
      if (text == null) {
        return null;
      }
      return StationKind.ofWireName(text)
          .orElseThrow(() -> impossible(path, "gauge or weather", text));
    }

    private static ZoneId zone(String path, JsonParser parser)
        throws IOException, MessageRejectedException {
      String text = MessageRules.textOrNull(path, parser);
      try {
        return text == null ? ZoneOffset.UTC : ZoneId.of(text);
      } catch (DateTimeException unknown) {
        throw impossible(path, "a time zone such as America/Halifax or UTC-04:00", text);
      }
    }

    Station of(String id, Map<Element, Double> values) {
      return new Station(
          id,
          kind == null ? StationKind.ofElements(values.keySet()) : kind,
          name,
          latitude,
          longitude,
          elevation,
          province,
          city,
          zone,
          downstream,
          highWater);
    }
  }
}
