package io.watershed.simulator.fault;

import java.nio.charset.StandardCharsets;

/** What messages that cannot be understood are made of, whatever they were about. */
public final class CorruptBytes {

  /** So many bytes are more than a message may have. */
  public static final int LONGER_THAN_ALLOWED = 66_000;

  /** The first byte of a character of two, whose second one is missing. */
  private static final byte HALF_A_CHARACTER = (byte) 0xC3;

  private CorruptBytes() {}

  /** One of three spellings of the same fault. */
  public static String pick(int form, String first, String second, String third) {
    return form == 0 ? first : form == 1 ? second : third;
  }

  /** A text as a sound one is written. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text whose every {@code #} is no character. */
  public static byte[] notUtf8(String text) {
    byte[] bytes = utf8(text);
    for (int index = 0; index < bytes.length; index++) {
      if (bytes[index] == '#') {
        bytes[index] = HALF_A_CHARACTER;
      }
    }
    return bytes;
  }
}
