package io.watershed.core.window;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;

/**
 * What one window of one device and measurement holds.
 *
 * @param startMillis its start, milliseconds since the epoch
 * @param count readings that count
 * @param sum of the counted values, added in the order of their timestamps; 0 when there is none
 * @param minimum of the counted values; NaN when there is none
 * @param maximum of the counted values; NaN when there is none
 * @param excludedCount readings that the quality rules left out
 */
public record WindowStatistics(
    long startMillis, int count, double sum, double minimum, double maximum, int excludedCount) {

  /** The mean of the counted values; NaN when there is none. */
  public double mean() {
    return sum / count;
  }

  /** Appends every field; {@link #read} reads them back. */
  public void write(BinaryWriter out) {
    out.writeLong(startMillis);
    out.writeVarLong(count);
    out.writeDouble(sum);
    out.writeDouble(minimum);
    out.writeDouble(maximum);
    out.writeVarLong(excludedCount);
  }

  /** The statistics that {@link #write} wrote. */
  public static WindowStatistics read(BinaryReader in) {
    return new WindowStatistics(
        in.readLong(),
        in.readVarInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readVarInt());
  }
}
