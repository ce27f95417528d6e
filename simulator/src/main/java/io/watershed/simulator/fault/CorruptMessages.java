package io.watershed.simulator.fault;

import static io.watershed.simulator.fault.CorruptBytes.LONGER_THAN_ALLOWED;
import static io.watershed.simulator.fault.CorruptBytes.pick;
import static io.watershed.simulator.fault.CorruptBytes.utf8;

import io.watershed.core.reading.DeadLetterReason;
import java.util.Arrays;

/**
 * Messages that cannot become readings, in several forms for each reason. Every form is a sound
 * message with one thing wrong, so that its reason is beyond doubt.
 */
public final class CorruptMessages {

  private static final DeadLetterReason[] REASONS = DeadLetterReason.values();
  private static final String TYPE = "Pulse1";

  private CorruptMessages() {}

  /** The reason of the n-th corrupt message: all reasons take turns. */
  public static DeadLetterReason reason(long number) {
    return REASONS[(int) (number % REASONS.length)];
  }

  /** The n-th corrupt message, from a meter and with a sound timestamp; null for no value. */
  public static byte[] bytes(long number, String meterId, String timestamp) {
    int form = (int) (number / REASONS.length % 3);
    String id = '"' + meterId + '"';
    String time = '"' + timestamp + '"';
    return switch (reason(number)) {
      case EMPTY -> form == 0 ? null : new byte[0];
      case TOO_LARGE -> tooLarge(id, time);
      case NOT_UTF8 -> CorruptBytes.notUtf8(message(id, time, TYPE, "P1", "#", "1.0"));
      case NOT_JSON -> utf8(notJson(form, id, time));
      case MISSING_FIELD -> utf8(missingField(form, id, time));
      case WRONG_TYPE -> utf8(wrongType(form, id, time));
      case NOT_FINITE ->
          utf8(message(id, time, TYPE, "P1", "L", pick(form, "NaN", "-Infinity", "1e999")));
      case BAD_DEVICE_ID ->
          utf8(
              message(
                  pick(form, "\"\"", '"' + "9".repeat(65) + '"', "\"12|34\""),
                  time,
                  TYPE,
                  "P1",
                  "L",
                  "1.0"));
      case UNKNOWN_MEASUREMENT ->
          utf8(
              message(
                  id,
                  time,
                  pick(form, "Pulse9", "10299/0", TYPE),
                  pick(form, "P1", "0", "P7"),
                  "L",
                  "1.0"));
      case UNKNOWN_UNIT ->
          utf8(message(id, time, TYPE, "P1", pick(form, "gal", "V", "furlong"), "1.0"));
      case BAD_TIMESTAMP ->
          utf8(
              message(
                  id,
                  pick(form, "\"yesterday\"", "\"2022-02-30T10:00:00.000Z\"", "\"1657696801\""),
                  TYPE,
                  "P1",
                  "L",
                  "1.0"));
      case TIMESTAMP_WITHOUT_ZONE ->
          utf8(message(id, '"' + timestamp.substring(0, 19) + '"', TYPE, "P1", "L", "1.0"));
      case TIMESTAMP_IN_FUTURE ->
          utf8(message(id, "\"29" + timestamp.substring(2) + '"', TYPE, "P1", "L", "1.0"));
      case TIMESTAMP_TOO_OLD ->
          utf8(message(id, "\"19" + timestamp.substring(2) + '"', TYPE, "P1", "L", "1.0"));
    };
  }

  private static String message(
      String id, String time, String type, String series, String unit, String value) {
    return "{\"meter_id\":"
        + id
        + ",\"timestamp\":"
        + time
        + ",\"measurement_type\":\""
        + type
        + "\",\"series\":\""
        + series
        + "\",\"unit\":\""
        + unit
        + "\",\"value\":"
        + value
        + '}';
  }

  private static String notJson(int form, String id, String time) {
    String sound = message(id, time, TYPE, "P1", "L", "1.0");
    return switch (form) {
      case 0 -> sound.substring(0, sound.length() / 2);
      case 1 -> time.replace("\"", "") + "," + id.replace("\"", "") + ",Pulse1,P1,L,1.0";
      default -> '[' + sound + ']';
    };
  }

  private static String missingField(int form, String id, String time) {
    String sound = message(id, time, TYPE, "P1", "L", "1.0");
    return switch (form) {
      case 0 -> sound.replace(",\"value\":1.0", "");
      case 1 -> sound.replace("\"meter_id\":" + id, "\"meter_id\":null");
      default -> sound.replace("\"timestamp\":" + time + ',', "");
    };
  }

  private static String wrongType(int form, String id, String time) {
    return switch (form) {
      case 0 -> message(id, time, TYPE, "P1", "L", "\"six\"");
      case 1 -> message(id, "1657696801000", TYPE, "P1", "L", "1.0");
      default -> message("[" + id + "]", time, TYPE, "P1", "L", "1.0");
    };
  }

  private static byte[] tooLarge(String id, String time) {
    String sound = message(id, time, TYPE, "P1", "L", "1.0");
    byte[] padded = new byte[LONGER_THAN_ALLOWED];
    Arrays.fill(padded, (byte) ' ');
    byte[] bytes = utf8(sound);
    System.arraycopy(bytes, 0, padded, 0, bytes.length);
    return padded;
  }
}
