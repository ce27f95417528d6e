package io.watershed.simulator.station.fault;

import static io.watershed.simulator.fault.CorruptBytes.LONGER_THAN_ALLOWED;
import static io.watershed.simulator.fault.CorruptBytes.pick;
import static io.watershed.simulator.fault.CorruptBytes.utf8;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.simulator.fault.CorruptBytes;
import java.util.Arrays;
import java.util.List;

/**
 * Messages that cannot become observations, in several forms for each reason. Every form is a sound
 * message with one thing wrong, so that its reason is beyond doubt.
 */
public final class CorruptObservations {

  // An observation names no units, so none can be unknown.
  private static final List<DeadLetterReason> REASONS =
      Arrays.stream(DeadLetterReason.values())
          .filter(reason -> reason != DeadLetterReason.UNKNOWN_UNIT)
          .toList();
  private static final String LEVEL = "{\"water_level\":1.25}";

  private CorruptObservations() {}

  /** The reason of the n-th corrupt message: all reasons take turns. */
  public static DeadLetterReason reason(long number) {
    return REASONS.get((int) (number % REASONS.size()));
  }

  /** The n-th corrupt message, from a station and with a sound timestamp; null for no value. */
  public static byte[] bytes(long number, String stationId, String timestamp) {
    int form = (int) (number / REASONS.size() % 3);
    String id = '"' + stationId + '"';
    String time = '"' + timestamp + '"';
    return switch (reason(number)) {
      case EMPTY -> form == 0 ? null : new byte[0];
      case TOO_LARGE -> utf8(message(id, time, LEVEL) + " ".repeat(LONGER_THAN_ALLOWED));
      case NOT_UTF8 ->
          CorruptBytes.notUtf8("{\"source\":\"#\"," + message(id, time, LEVEL).substring(1));
      case NOT_JSON -> utf8(notJson(form, id, time));
      case MISSING_FIELD -> utf8(missingField(form, id, time));
      case WRONG_TYPE -> utf8(wrongType(form, id, time));
      case NOT_FINITE ->
          utf8(
              message(
                  id, time, "{\"water_level\":" + pick(form, "NaN", "-Infinity", "1e999") + '}'));
      case BAD_DEVICE_ID ->
          utf8(message(pick(form, "\"\"", "\"08|MF\"", '"' + "8".repeat(65) + '"'), time, LEVEL));
      case UNKNOWN_MEASUREMENT ->
          utf8(
              message(
                  id,
                  time,
                  "{\"" + pick(form, "salinity", "Water_Level", "level_ft") + "\":1.25}"));
      case BAD_TIMESTAMP ->
          utf8(
              message(
                  id, pick(form, "\"noon\"", "\"2026-02-30T10:00:00Z\"", "\"1767225600\""), LEVEL));
      case TIMESTAMP_WITHOUT_ZONE ->
          utf8(message(id, '"' + timestamp.substring(0, 19) + '"', LEVEL));
      case TIMESTAMP_IN_FUTURE -> utf8(message(id, "\"29" + timestamp.substring(2) + '"', LEVEL));
      case TIMESTAMP_TOO_OLD -> utf8(message(id, "\"19" + timestamp.substring(2) + '"', LEVEL));
      case UNKNOWN_UNIT -> throw new IllegalStateException("observations have no units");
    };
  }

  private static String message(String id, String time, String values) {
    return "{\"station_id\":" + id + ",\"timestamp\":" + time + ",\"values\":" + values + '}';
  }

  private static String notJson(int form, String id, String time) {
    String sound = message(id, time, LEVEL);
    return switch (form) {
      case 0 -> sound.substring(0, sound.length() / 2);
      case 1 -> id.replace("\"", "") + ',' + time.replace("\"", "") + ",1.25";
      default -> '[' + sound + ']';
    };
  }

  private static String missingField(int form, String id, String time) {
    return switch (form) {
      case 0 -> message(id, time, "{}");
      case 1 -> message("null", time, LEVEL);
      default -> "{\"station_id\":" + id + ",\"values\":" + LEVEL + '}';
    };
  }

  private static String wrongType(int form, String id, String time) {
    return switch (form) {
      case 0 -> message(id, time, "{\"water_level\":\"high\"}");
      case 1 -> message(id, "1767225600000", LEVEL);
      default -> message(id, time, "[1.25]");
    };
  }
}
