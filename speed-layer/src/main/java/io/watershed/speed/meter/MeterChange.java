package io.watershed.speed.meter;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.speed.sink.DeviceChange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a micro-batch changed for one meter.
 *
 * @param meterId the meter
 * @param meter what documents say of it
 * @param windows the windows that changed, as they are now
 * @param episodes the alert episodes that changed, as they are now
 */
public record MeterChange(
    String meterId,
    MeterAttributes meter,
    Map<Measurement, List<WindowStatistics>> windows,
    List<Episode> episodes)
    implements DeviceChange {

  private static final Measurement[] MEASUREMENTS = Measurement.values();

  @Override
  public int windowCount() {
    int count = 0;
    for (List<WindowStatistics> ofMeasurement : windows.values()) {
      count += ofMeasurement.size();
    }
    return count;
  }

  @Override
  public void write(BinaryWriter out) {
    out.writeText(meterId);
    meter.write(out);
    out.writeVarLong(windows.size());
    windows.forEach(
        (measurement, changed) -> {
          out.writeByte(measurement.ordinal());
          out.writeList(changed, WindowStatistics::write);
        });
    out.writeList(episodes, Episode::write);
  }

  static MeterChange read(BinaryReader in) {
    String meterId = in.readText();
    MeterAttributes meter = MeterAttributes.read(in);
    Map<Measurement, List<WindowStatistics>> windows = new EnumMap<>(Measurement.class);
    for (int left = in.readVarInt(); left > 0; left--) {
      windows.put(MEASUREMENTS[in.readByte()], in.readList(WindowStatistics::read));
    }
    return new MeterChange(meterId, meter, windows, in.readList(Episode::read));
  }
}
