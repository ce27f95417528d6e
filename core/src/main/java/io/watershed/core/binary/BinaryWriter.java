package io.watershed.core.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A growing byte array that numbers and texts are appended to. Not safe for several threads. */
public final class BinaryWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  /** An empty writer with room for some bytes. */
  public BinaryWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /** How many bytes were written. */
  public int size() {
    return size;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends the lowest eight bits. */
  public void writeByte(int value) {
    require(1);
    bytes[size++] = (byte) value;
  }

  /** Appends eight bytes. */
  public void writeLong(long value) {
    require(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /** Appends eight bytes, every bit of the number kept. */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Appends a number that is seldom large or negative: one byte for 0 to 127, ten at most. */
  public void writeVarLong(long value) {
    require(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Appends a text. */
  public void writeText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    writeVarLong(encoded.length);
    writeBytes(encoded, encoded.length);
  }

  /** Appends a text that may be absent. */
  public void writeOptionalText(Optional<String> text) {
    writeByte(text.isPresent() ? 1 : 0);
    text.ifPresent(this::writeText);
  }

  /** Appends the first bytes of an array as they are. */
  public void writeBytes(byte[] source, int length) {
    require(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  /** Appends what another writer holds. */
  public void writeAll(BinaryWriter other) {
    writeBytes(other.bytes, other.size);
  }

  private void require(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** Writes bytes and how many they are. */
  public void writeByteArray(byte[] value) {
    writeVarLong(value.length);
    writeBytes(value, value.length);
  }

  /** Writes how many values there are, and each as a function writes it. */
  public <T> void writeList(Collection<T> values, BiConsumer<T, BinaryWriter> element) {
    writeVarLong(values.size());
    for (T value : values) {
      element.accept(value, this);
    }
  }
}
