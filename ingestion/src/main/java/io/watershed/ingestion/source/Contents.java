package io.watershed.ingestion.source;

import io.watershed.core.station.Observation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What two texts or two observations have in common when they say the same. */
public final class Contents {

  /** Enough that among a million contents two different ones never look the same. */
  private static final int SHORT_BYTES = 8;

  private Contents() {}

  /** The content of an observation: its values and their marks, whatever else its body says. */
  static String of(Observation observation) {
    return of(
        (observation.values() + "|" + observation.quality()).getBytes(StandardCharsets.UTF_8));
  }

  /** The content of some bytes. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes), 0, SHORT_BYTES);
  }

  /** A digest of which the whole length is the content: for files. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
