package io.watershed.core.binary;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What the bytes of something that outlives a process look like. Its mark stands in front of them:
 * the version, then a fingerprint of all that shapes them beside the code, such as the codes of the
 * constants in them or how many candidates there are.
 *
 * <p>One rule holds for every saved state:
 *
 * <ol>
 *   <li>The present layout is written. A change of the fingerprint needs a new version.
 *   <li>An older released layout is read where it is named with {@link #reading}; then nothing is
 *       lost by an upgrade.
 *   <li>Any other — newer, unknown or damaged — throws {@link UnreadableStateException}. What was
 *       derived is then rebuilt from what it was derived from, without help, in the log, the status
 *       figures or the run's summary: never a crash that repeats itself, never silent forgetting.
 * </ol>
 *
 * <p>Codes and names in saved bytes are for ever: new ones are added, none is used again for
 * something else, and none follows from the place of a constant among others.
 */
public final class Layout {

  /** Reads what follows a mark. */
  @FunctionalInterface
  public interface Body<T> {
    /** Reads bytes of a released version, to their end. */
    T read(int version, BinaryReader in);
  }

  /** Reads what follows a mark as a stream. */
  @FunctionalInterface
  public interface StreamBody<T> {
    /** Reads bytes of a released version, to their end. */
    T read(int version, DataInputStream in) throws IOException;
  }

  private final String name;
  private final int version;
  private final SortedMap<Integer, byte[]> marks;

  private Layout(String name, int version, SortedMap<Integer, byte[]> marks) {
    this.name = name;
    this.version = version;
    this.marks = Collections.unmodifiableSortedMap(marks);
  }

  /**
   * A layout that reads only itself.
   *
   * @param name what is saved, as sentences name it: {@code a meter's state}
   * @param version 2 to 31; what was version 1 has marks of other kinds, which {@link #reading}
   *     names
   * @param shape what else shapes the bytes, in an order that never changes by chance
   */
  public static Layout of(String name, int version, String... shape) {
    if (version < 2 || version > 31) {
      throw new IllegalArgumentException("a layout's version must be 2 to 31, not " + version);
    }
    CRC32 fingerprint = new CRC32();
    fingerprint.update((name + "|" + version).getBytes(StandardCharsets.UTF_8));
    for (String part : shape) {
      fingerprint.update(("|" + part).getBytes(StandardCharsets.UTF_8));
    }
    byte[] mark =
        ByteBuffer.allocate(1 + Integer.BYTES)
            .put((byte) version)
            .putInt((int) fingerprint.getValue())
            .array();
    return new Layout(name, version, new TreeMap<>(Map.of(version, mark)));
  }

  /**
   * This layout, which also reads an older one.
   *
   * @param older a version that was released
   * @param mark the bytes in front of that version
   */
  public Layout reading(int older, byte... mark) {
    if (older >= version || mark.length == 0) {
      throw new IllegalArgumentException(
          "version " + older + " is no older layout of " + name + ", which is at " + version);
    }
    SortedMap<Integer, byte[]> more = new TreeMap<>(marks);
    more.put(older, mark.clone());
    return new Layout(name, version, more);
  }

  /** Constants in the order of their texts, which does not follow from that of their places. */
  public static <E> String sorted(E[] constants, Function<E, String> text) {
    return Arrays.stream(constants).map(text).sorted().collect(Collectors.joining(","));
  }

  /** The bytes to write in front. */
  public byte[] mark() {
    return marks.get(version).clone();
  }

  /** Appends the bytes in front. */
  public void write(BinaryWriter out) {
    byte[] mark = marks.get(version);
    out.writeBytes(mark, mark.length);
  }

  /**
   * Reads bytes of any layout that is known.
   *
   * @throws UnreadableStateException if they have another, do not end where their body does, or the
   *     body throws
   */
  public <T> T read(byte[] bytes, Body<T> body) {
    int found = versionOf(bytes);
    BinaryReader in = new BinaryReader(bytes, marks.get(found).length);
    T value;
    try {
      value = body.read(found, in);
    } catch (RuntimeException broken) {
      throw damaged(broken.toString(), broken);
    }
    if (!in.atEnd()) {
      throw damaged("it does not end where it should", null);
    }
    return value;
  }

  /**
   * Reads bytes of any layout that is known.
   *
   * @throws UnreadableStateException as {@link #read} does
   */
  public <T> T readStream(byte[] bytes, StreamBody<T> body) {
    int found = versionOf(bytes);
    int start = marks.get(found).length;
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes, start, bytes.length - start);
    T value;
    try {
      value = body.read(found, new DataInputStream(rest));
    } catch (IOException | RuntimeException broken) {
      throw damaged(broken.toString(), broken);
    }
    if (rest.available() > 0) {
      throw damaged("it does not end where it should", null);
    }
    return value;
  }

  /**
   * Looks at the mark alone.
   *
   * @throws UnreadableStateException if it is of no layout that is known
   */
  public int versionOf(byte[] bytes) {
    for (Map.Entry<Integer, byte[]> known : marks.entrySet()) {
      byte[] mark = known.getValue();
      if (bytes.length >= mark.length
          && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
        return known.getKey();
      }
    }
    throw new UnreadableStateException(
        name
            + " was saved in a layout that begins with "
            + beginning(bytes)
            + "; this code reads "
            + knownInWords(),
        null);
  }

  private static String beginning(byte[] bytes) {
    if (bytes.length == 0) {
      return "nothing";
    }
    StringBuilder hex = new StringBuilder();
    for (int index = 0; index < Math.min(bytes.length, 1 + Integer.BYTES); index++) {
      hex.append(String.format("%02x", bytes[index]));
    }
    return hex.toString();
  }

  private String knownInWords() {
    StringBuilder words = new StringBuilder();
    marks.forEach(
        (known, mark) ->
            words
                .append(words.length() == 0 ? "" : ", ")
                .append("version ")
                .append(known)
                .append(" (")
                .append(beginning(mark))
                .append(')'));
    return words.toString();
  }

  private UnreadableStateException damaged(String how, Throwable cause) {
    return new UnreadableStateException(name + " is damaged: " + how, cause);
  }
}
