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

  public void write(BinaryWriter out) {
    profile.write(out);
    out.writeLong(newestMillis);
    out.writeLong(resumedMillis);
  }

  public static ObservedStation read(BinaryReader in) {
    return new ObservedStation(StationProfile.read(in), in.readLong(), in.readLong());
  }
}
