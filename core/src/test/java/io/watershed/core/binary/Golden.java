package io.watershed.core.binary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * Bytes that released versions saved, one file of {@code golden} for each layout. They were written
 * by the released code and are never written again: a change of the code that changes what it
 * writes is a new layout.
 */
public final class Golden {

  private Golden() {}

  /** The bytes of a file such as {@code meter-1}. */
  public static byte[] bytes(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".gz");
        GZIPInputStream in = new GZIPInputStream(file)) {
      return in.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException("golden bytes " + name, problem);
    }
  }
}
