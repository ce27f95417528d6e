package io.watershed.simulator.message;

import io.watershed.core.reading.Unit;
import io.watershed.simulator.message.WireStyle.UnitSpelling;
import io.watershed.simulator.model.Channel;
import io.watershed.simulator.model.Row;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** From a row to the bytes of a raw message. Not for use by several threads at a time. */
public final class MessageWriter {

  /** The spelling some devices use; the catalogue knows it. */
  private static final Map<Unit, String> ALIASES =
      new EnumMap<>(
          Map.of(
              Unit.LITRE, "l",
              Unit.KILOLITRE, "m3",
              Unit.CELSIUS, "°C",
              Unit.LITRE_PER_SECOND, "l/s",
              Unit.SECOND, "sec",
              Unit.COUNT, "points"));

  private final TimestampBytes[] zones = {
    TimestampBytes.utc(), TimestampBytes.atOffset(10), TimestampBytes.atOffset(11)
  };
  private final byte[][] middles =
      new byte[Channel.values().length * 2 * UnitSpelling.values().length][];
  private byte[] scratch = new byte[512];

  /** A writer. */
  public MessageWriter() {
    for (Channel channel : Channel.values()) {
      for (UnitSpelling unit : UnitSpelling.values()) {
        middles[index(channel, false, unit)] = middle(channel, "", unit);
        middles[index(channel, true, unit)] = middle(channel, channel.isPath() ? "/" : "", unit);
      }
    }
  }

  private static int index(Channel channel, boolean slash, UnitSpelling unit) {
    return (channel.index() * 2 + (slash ? 1 : 0)) * UnitSpelling.values().length + unit.index();
  }

  private static byte[] middle(Channel channel, String slash, UnitSpelling spelling) {
    String symbol = channel.wire().unit().symbol();
    String unit =
        switch (spelling) {
          case SYMBOL -> ",\"unit\":\"" + symbol + '"';
          case ALIAS -> ",\"unit\":\"" + ALIASES.getOrDefault(channel.wire().unit(), symbol) + '"';
          case TEXT_NULL -> ",\"unit\":\"null\"";
          case JSON_NULL -> ",\"unit\":null";
          case ABSENT -> "";
        };
    String text =
        "\",\"measurement_type\":\""
            + slash
            + channel.wire().type()
            + "\",\"series\":\""
            + channel.wire().series()
            + '"'
            + unit
            + ",\"value\":";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The message of a row, its timestamp written in the zone its device uses then. */
  public byte[] write(Row row, WireStyle style) {
    return write(row, style, style.zone(row.slot()));
  }

  /** The same reading once more, its timestamp written in another zone. */
  public byte[] writeInOtherZone(Row row, WireStyle style) {
    return write(row, style, (style.zone(row.slot()) + 1) % zones.length);
  }

  private byte[] write(Row row, WireStyle style, int zone) {
    byte[] opening = style.opening();
    byte[] middle = middles[index(row.channel(), style.leadingSlash(), style.unit())];
    int most = opening.length + middle.length + 64;
    if (scratch.length < most) {
      scratch = new byte[most];
    }
    System.arraycopy(opening, 0, scratch, 0, opening.length);
    int at = zones[zone].write(row.timestampMillis(), scratch, opening.length);
    System.arraycopy(middle, 0, scratch, at, middle.length);
    at = writeThousandths(row.thousandths(), scratch, at + middle.length);
    scratch[at++] = '}';
    return Arrays.copyOf(scratch, at);
  }

  /** Writes a decimal number with at least one digit after the point, as {@code 6.0}. */
  public static int writeThousandths(long thousandths, byte[] target, int from) {
    int at = from;
    if (thousandths < 0) {
      target[at++] = '-';
    }
    long magnitude = Math.abs(thousandths);
    at = writeWhole(magnitude / 1000, target, at);
    target[at++] = '.';
    int fraction = (int) (magnitude % 1000);
    target[at++] = (byte) ('0' + fraction / 100);
    if (fraction % 100 != 0) {
      target[at++] = (byte) ('0' + fraction / 10 % 10);
      if (fraction % 10 != 0) {
        target[at++] = (byte) ('0' + fraction % 10);
      }
    }
    return at;
  }

  private static int writeWhole(long whole, byte[] target, int at) {
    int digits = 1;
    for (long rest = whole / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = whole;
    for (int index = at + digits - 1; index >= at; index--) {
      target[index] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }
}
