package io.watershed.core.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what a {@link BinaryWriter} wrote, in the same order. Reading past the end throws {@link
 * IndexOutOfBoundsException}.
 */
public final class BinaryReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int position;

  /** A reader at the first byte. */
  public BinaryReader(byte[] bytes) {
    this(bytes, 0);
  }

  /** A reader at some byte. */
  BinaryReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Whether nothing is left to read. */
  public boolean atEnd() {
    return position == bytes.length;
  }

  /** The next byte, 0 to 255. */
  public int readByte() {
    return bytes[position++] & 0xFF;
  }

  /** The next eight bytes. */
  public long readLong() {
    long value = (long) LONG.get(bytes, position);
    position += Long.BYTES;
    return value;
  }

  /** The next eight bytes as a number. */
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** The next number of variable length. */
  public long readVarLong() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  /** The next number of variable length, which was written from an int. */
  public int readVarInt() {
    return Math.toIntExact(readVarLong());
  }

  /** The next text. */
  public String readText() {
    int length = readVarInt();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** The next text that may be absent. */
  public Optional<String> readOptionalText() {
    return readByte() == 1 ? Optional.of(readText()) : Optional.empty();
  }

  /** The next bytes that {@link BinaryWriter#writeByteArray} wrote. */
  public byte[] readByteArray() {
    int length = readVarInt();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** The next values, each as a function reads it. */
  public <T> List<T> readList(Function<BinaryReader, T> element) {
    int size = readVarInt();
    List<T> values = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      values.add(element.apply(this));
    }
    return values;
  }
}
