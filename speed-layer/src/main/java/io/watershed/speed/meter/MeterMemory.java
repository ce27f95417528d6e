package io.watershed.speed.meter;

import io.watershed.core.window.MeterWindows;
import io.watershed.core.window.WindowRules;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.stream.DeviceMemory;
import io.watershed.speed.stream.ReceivedPacket;

/** {@link MeterWindows} while a micro-batch changes them. */
final class MeterMemory implements DeviceMemory<MeterChange> {

  /** States of meters. */
  record OfMeters(WindowRules rules) implements Kind<MeterChange> {

    @Override
    public MeterMemory empty(String meterId) {
      return new MeterMemory(meterId, MeterWindows.empty(rules));
    }

    @Override
    public MeterMemory decode(String meterId, byte[] saved) {
      return new MeterMemory(meterId, MeterWindows.decode(rules, saved));
    }
  }

  private final String meterId;
  private final MeterWindows windows;
  private MeterAttributes newest;

  private MeterMemory(String meterId, MeterWindows windows) {
    this.meterId = meterId;
    this.windows = windows;
  }

  @Override
  public void take(ReceivedPacket packet, ArrivalCounts.Hour hour) {
    newest =
        MeterPacket.read(
            packet,
            (measurement, timestamp, value, counted, breach) ->
                hour.count(windows.take(measurement, timestamp, value, counted, breach)));
  }

  @Override
  public MeterChange takeChange() {
    return new MeterChange(
        meterId, newest, windows.takeChangedWindows(), windows.takeChangedEpisodes());
  }

  @Override
  public byte[] encode() {
    return windows.encode();
  }
}
