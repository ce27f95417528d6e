package io.watershed.speed.sink;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of the messages of one device in a micro-batch, or of all dead letters, which belong
 * to no device.
 *
 * @param counts what became of the messages
 * @param change what they changed; empty when nothing did
 * @param <C> the kind of device
 */
public record DeviceResult<C extends DeviceChange>(ArrivalCounts counts, Optional<C> change) {

  private static final int WINDOW_BYTES = 50;

  /** The result as one binary value; it lives no longer than the micro-batch. */
  public byte[] encode() {
    BinaryWriter out =
        new BinaryWriter(
            256 + change.map(changed -> changed.windowCount() * WINDOW_BYTES).orElse(0));
    counts.write(out);
    out.writeByte(change.isPresent() ? 1 : 0);
    change.ifPresent(changed -> changed.write(out));
    return out.toByteArray();
  }

  /** The result that {@link #encode} wrote. */
  public static <C extends DeviceChange> DeviceResult<C> decode(
      byte[] bytes, Function<BinaryReader, C> changes) {
    BinaryReader in = new BinaryReader(bytes);
    ArrivalCounts counts = ArrivalCounts.read(in);
    return new DeviceResult<>(
        counts, in.readByte() == 1 ? Optional.of(changes.apply(in)) : Optional.empty());
  }
}
