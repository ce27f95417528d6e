package io.watershed.simulator.station.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.json.Json;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.simulator.message.MessageWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the observations of one station. Only timestamp and values differ from one to the next;
 * all else is written once. Not for use by several threads at a time.
 */
public final class ObservationBytes {

  private static final DateTimeFormatter EASTERN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.ofHours(-5));
  private static final int LONGEST_NUMBER = 24;

  private final byte[] key;
  private final byte[] opening;
  private final byte[] middle;
  private final byte[][] names;
  private final byte[] closing;
  private final byte[] scratch;

  private long stampWritten = Long.MIN_VALUE;
  private byte[] stamp = {};

  /**
   * A writer for one station.
   *
   * @param elements its elements, in the order in which values come
   * @param marked whether each value has a mark of quality
   */
  public ObservationBytes(Station station, List<Element> elements, boolean marked) {
    this.key = utf8(station.id());
    this.opening =
        utf8(
            "{\"station_id\":" + json(station.id()) + ",\"source\":\"simulator\",\"timestamp\":\"");
    this.middle = utf8("\",\"station\":" + describe(station) + ",\"values\":{");
    this.names = new byte[elements.size()][];
    for (int index = 0; index < names.length; index++) {
      names[index] = utf8((index == 0 ? "\"" : ",\"") + elements.get(index).wireName() + "\":");
    }
    this.closing = utf8(marked ? "},\"quality\":" + marks(elements) + '}' : "}}");
    int length = opening.length + middle.length + closing.length + 2 * LONGEST_NUMBER;
    for (byte[] name : names) {
      length += name.length + LONGEST_NUMBER;
    }
    this.scratch = new byte[length];
  }

  private static String describe(Station station) {
    ObjectNode about = Json.MAPPER.createObjectNode();
    about.put("name", station.name());
    about.put("kind", station.kind().wireName());
    about.put("latitude", station.latitude());
    about.put("longitude", station.longitude());
    about.put("elevation", station.elevation());
    about.put("province", station.province());
    about.put("city", station.city());
    about.put("time_zone", station.zone().getId());
    about.put("downstream", station.downstream());
    about.put("high_water", station.highWater());
    about.properties().removeIf(field -> field.getValue().isNull());
    return json(about);
  }

  private static String marks(List<Element> elements) {
    ObjectNode marks = Json.MAPPER.createObjectNode();
    elements.forEach(element -> marks.put(element.wireName(), 100));
    return json(marks);
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The key of the station's messages. */
  public byte[] key() {
    return key;
  }

  /** The message of values in thousandths, in the order of the elements. */
  public byte[] write(long stampMillis, long[] thousandths) {
    if (stampMillis != stampWritten) {
      stamp = utf8(Instant.ofEpochMilli(stampMillis).toString());
      stampWritten = stampMillis;
    }
    return write(stamp, thousandths);
  }

  /** The same observation once more, its timestamp written in another zone. */
  public byte[] writeInOtherZone(long stampMillis, long[] thousandths) {
    return write(utf8(EASTERN.format(Instant.ofEpochMilli(stampMillis))), thousandths);
  }

  private byte[] write(byte[] timestamp, long[] thousandths) {
    int at = append(opening, 0);
    at = append(timestamp, at);
    at = append(middle, at);
    for (int index = 0; index < names.length; index++) {
      at = append(names[index], at);
      at = MessageWriter.writeThousandths(thousandths[index], scratch, at);
    }
    at = append(closing, at);
    return Arrays.copyOf(scratch, at);
  }

  private int append(byte[] part, int at) {
    System.arraycopy(part, 0, scratch, at, part.length);
    return at + part.length;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
