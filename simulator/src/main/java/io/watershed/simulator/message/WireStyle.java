package io.watershed.simulator.message;

import io.watershed.simulator.random.Randomness;
import java.nio.charset.StandardCharsets;

/**
 * How one device spells its messages: the id as a number or a string, paths with a leading slash,
 * the unit named, null, the text "null" or left out.
 */
public final class WireStyle {

  /** How the unit stands in the message. */
  enum UnitSpelling {
    SYMBOL,
    ALIAS,
    TEXT_NULL,
    JSON_NULL,
    ABSENT;

    /** A number from 0, for arrays. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
      return ordinal();
    }
  }

  private final byte[] key;
  private final byte[] opening;
  private final boolean leadingSlash;
  private final UnitSpelling unit;
  private final long salt;

  /** The style of a meter, decided by the seed and its id. */
  public WireStyle(String meterId, long seed) {
    this.salt = Randomness.mix(seed, meterId.hashCode(), 77);
    Randomness random = new Randomness(salt);
    boolean number = meterId.matches("[1-9][0-9]{0,17}") && !random.chance(0.15);
    this.leadingSlash = random.chance(0.1);
    double draw = random.nextDouble();
    this.unit =
        draw < 0.75
            ? UnitSpelling.SYMBOL
            : draw < 0.85
                ? UnitSpelling.ALIAS
                : draw < 0.92
                    ? UnitSpelling.TEXT_NULL
                    : draw < 0.96 ? UnitSpelling.JSON_NULL : UnitSpelling.ABSENT;
    this.key = meterId.getBytes(StandardCharsets.UTF_8);
    String quote = number ? "" : "\"";
    this.opening =
        ("{\"meter_id\":" + quote + meterId + quote + ",\"timestamp\":\"")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** The message key: the meter's id. */
  public byte[] key() {
    return key;
  }

  byte[] opening() {
    return opening;
  }

  boolean leadingSlash() {
    return leadingSlash;
  }

  UnitSpelling unit() {
    return unit;
  }

  /** Which of the three zones a row's timestamp is written in: 0 for UTC, 1 or 2. */
  int zone(long slot) {
    // A device keeps its zone for hours, as a gateway does.
    long mixed = Randomness.mixTwo(salt, slot >> 5) & 15;
    return mixed < 9 ? 0 : mixed < 14 ? 1 : 2;
  }
}
