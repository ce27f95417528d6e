package io.watershed.core.reading;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as people and other programs write them, in texts that are not JSON: plain decimals with
 * an optional exponent, {@code -1.25}, {@code .5}, {@code 1e3}. {@link Double#parseDouble} also
 * takes what is Java's alone, {@code 1.2D} and {@code 0x1p3}, and so would make 8 of a serial
 * number.
 */
public final class DecimalNumber {

  private static final Pattern FORM =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private DecimalNumber() {}

  /** The number; infinite where it is too large, nothing where the text is none. */
  public static OptionalDouble parse(String text) {
    return FORM.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
