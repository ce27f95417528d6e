package io.watershed.elasticsearch;

import io.watershed.core.contract.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Writes JSON into one growing byte array. Fifteen thousand documents a second pass here, so there
 * is no tree and no intermediate text; field names must need no escaping. A field of a document is
 * named by its declaration; texts name what lies deeper. Not safe for several threads.
 */
public final class JsonLines {

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final double LARGEST_PLAIN = 1e15;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;
  private boolean first = true;
  private long cachedDay = Long.MIN_VALUE;
  private byte[] cachedDate = new byte[0];

  public JsonLines(int capacity) {
    bytes = new byte[capacity];
  }

  public int size() {
    return size;
  }

  public byte[] array() {
    return bytes;
  }

  public byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void clear() {
    size = 0;
    first = true;
  }

  public JsonLines beginObject() {
    put('{');
    first = true;
    return this;
  }

  public JsonLines endObject() {
    put('}');
    first = false;
    return this;
  }

  /** Begins an array of objects. */
  public JsonLines beginArray(String name) {
    name(name);
    put('[');
    first = true;
    return this;
  }

  /** Begins a field that is an array of objects. */
  public JsonLines beginArray(Field field) {
    return beginArray(field.name());
  }

  /** Begins the next object of an array. */
  public JsonLines beginElement() {
    if (!first) {
      put(',');
    }
    return beginObject();
  }

  /** Ends an array. */
  public JsonLines endArray() {
    put(']');
    first = false;
    return this;
  }

  JsonLines endLine() {
    put('\n');
    first = true;
    return this;
  }

  public JsonLines name(String name) {
    if (!first) {
      put(',');
    }
    first = false;
    put('"');
    ascii(name);
    put('"');
    put(':');
    return this;
  }

  /** The name of a field, whose value follows. */
  public JsonLines name(Field field) {
    return name(field.name());
  }

  public JsonLines text(String name, String value) {
    name(name);
    put('"');
    escaped(value);
    put('"');
    return this;
  }

  /** A field that is a text. */
  public JsonLines text(Field field, String value) {
    return text(field.name(), value);
  }

  /** An array of texts. */
  public JsonLines texts(String name, Iterable<String> values) {
    beginArray(name);
    for (String value : values) {
      if (!first) {
        put(',');
      }
      first = false;
      put('"');
      escaped(value);
      put('"');
    }
    return endArray();
  }

  /** A field that is an array of texts. */
  public JsonLines texts(Field field, Iterable<String> values) {
    return texts(field.name(), values);
  }

  public JsonLines number(String name, long value) {
    name(name);
    whole(value);
    return this;
  }

  /** A field that is a whole number. */
  public JsonLines number(Field field, long value) {
    return number(field.name(), value);
  }

  /** True or false. */
  public JsonLines flag(String name, boolean value) {
    name(name);
    ascii(value ? "true" : "false");
    return this;
  }

  /** A field that is true or false. */
  public JsonLines flag(Field field, boolean value) {
    return flag(field.name(), value);
  }

  /** A number; null for one that is not finite. */
  public JsonLines number(String name, double value) {
    name(name);
    if (!Double.isFinite(value)) {
      ascii("null");
    } else if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
      whole((long) value);
      put('.');
      put('0');
    } else {
      ascii(Double.toString(value));
    }
    return this;
  }

  /** A field that is a number; null for one that is not finite. */
  public JsonLines number(Field field, double value) {
    return number(field.name(), value);
  }

  /** An instant, {@code 2026-11-20T23:10:00Z}, with three decimals where there are milliseconds. */
  public JsonLines instant(String name, long epochMillis) {
    name(name);
    put('"');
    instant(epochMillis);
    put('"');
    return this;
  }

  /** A field that is an instant. */
  public JsonLines instant(Field field, long epochMillis) {
    return instant(field.name(), epochMillis);
  }

  /** The characters of an instant inside a text. */
  void instant(long epochMillis) {
    long day = Math.floorDiv(epochMillis, DAY_MILLIS);
    if (day != cachedDay) {
      cachedDay = day;
      cachedDate = LocalDate.ofEpochDay(day).toString().getBytes(StandardCharsets.US_ASCII);
    }
    int millis = (int) Math.floorMod(epochMillis, DAY_MILLIS);
    require(cachedDate.length + 14);
    System.arraycopy(cachedDate, 0, bytes, size, cachedDate.length);
    size += cachedDate.length;
    bytes[size++] = 'T';
    digits(millis / 3_600_000, 2);
    bytes[size++] = ':';
    digits(millis / 60_000 % 60, 2);
    bytes[size++] = ':';
    digits(millis / 1000 % 60, 2);
    if (millis % 1000 != 0) {
      bytes[size++] = '.';
      digits(millis % 1000, 3);
    }
    bytes[size++] = 'Z';
  }

  /** A field that is a place: an object of {@code lat} and {@code lon}, degrees. */
  public JsonLines place(Field field, double latitude, double longitude) {
    return name(field).beginObject().number("lat", latitude).number("lon", longitude).endObject();
  }

  /** Begins a text whose parts follow. */
  JsonLines beginText(String name) {
    name(name);
    put('"');
    return this;
  }

  JsonLines endText() {
    put('"');
    return this;
  }

  /** Characters inside a text, escaped where JSON asks for it. */
  JsonLines escaped(String text) {
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      if (next >= 0x80) {
        encoded(text.substring(index));
        return this;
      }
      escapedAscii(next);
    }
    return this;
  }

  private void encoded(String rest) {
    for (byte next : rest.getBytes(StandardCharsets.UTF_8)) {
      if (next < 0) {
        put(next);
      } else {
        escapedAscii((char) next);
      }
    }
  }

  private void escapedAscii(char next) {
    if (next == '"' || next == '\\') {
      put('\\');
      put(next);
    } else if (next < 0x20) {
      ascii("\\u00");
      put(HEX[next >> 4]);
      put(HEX[next & 0xF]);
    } else {
      put(next);
    }
  }

  /** Characters that are known to be ASCII and to need no escaping. */
  void ascii(String text) {
    int length = text.length();
    require(length);
    for (int index = 0; index < length; index++) {
      bytes[size++] = (byte) text.charAt(index);
    }
  }

  void append(byte[] source, int from, int to) {
    require(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  private void whole(long value) {
    if (value < 0 || value > 999_999) {
      ascii(Long.toString(value));
      return;
    }
    int width = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      width++;
    }
    require(width);
    digits((int) value, width);
  }

  private void digits(int value, int width) {
    int rest = value;
    for (int at = size + width - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
  }

  private void put(int next) {
    require(1);
    bytes[size++] = (byte) next;
  }

  private void require(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** The UTC month of an instant as index names have it, {@code 2026.11}. */
  public static String month(long epochMillis) {
    LocalDate day = Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).toLocalDate();
    int month = day.getMonthValue();
    return day.getYear() + (month < 10 ? ".0" : ".") + month;
  }
}
