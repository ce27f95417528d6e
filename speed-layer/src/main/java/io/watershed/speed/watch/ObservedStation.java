package io.watershed.speed.watch;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.station.StationProfile;

/**
 * A station that was heard in a micro-batch.
 *
 * @param profile what is known of it
 * @param newestMillis its newest observation, milliseconds since the epoch
 * @param resumedMillis the first observation of the batch that was newer than all before, {@link
 *     io.watershed.core.station.StationState#UNKNOWN} for none
 */
public record ObservedStation(StationProfile profile, long newestMillis, long resumedMillis) {

  /** The station as bytes, on their way from a task to the driver. */
  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(128);
    profile.write(out);
    out.writeLong(newestMillis);
    out.writeLong(resumedMillis);
    return out.toByteArray();
  }

  /** The station that {@link #encode} wrote. */
  public static ObservedStation decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    return new ObservedStation(StationProfile.read(in), in.readLong(), in.readLong());
  }
}
