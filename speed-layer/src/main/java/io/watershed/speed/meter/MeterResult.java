package io.watershed.speed.meter;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.WindowStatistics;
import io.watershed.speed.sink.ArrivalCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a micro-batch changed for one meter, on its way from the state to the sink.
 *
 * @param meterId the meter, or {@link Packet#NO_METER} for counts of dead letters
 * @param meter what documents say of it
 * @param counts what became of its messages
 * @param windows the windows that changed, as they are now
 * @param episodes the alert episodes that changed, as they are now
 */
public record MeterResult(
    String meterId,
    MeterAttributes meter,
    ArrivalCounts counts,
    Map<Measurement, List<WindowStatistics>> windows,
    List<Episode> episodes) {

  private static final int WINDOW_BYTES = 40;
  private static final Measurement[] MEASUREMENTS = Measurement.values();

  public int windowCount() {
    int count = 0;
    for (List<WindowStatistics> ofMeasurement : windows.values()) {
      count += ofMeasurement.size();
    }
    return count;
  }

  public byte[] encode() {
    BinaryWriter out = new BinaryWriter(128 + windowCount() * WINDOW_BYTES);
    out.writeText(meterId);
    meter.write(out);
    counts.write(out);
    out.writeVarLong(windows.size());
    windows.forEach((measurement, changed) -> writeWindows(out, measurement, changed));
    out.writeVarLong(episodes.size());
    episodes.forEach(episode -> episode.write(out));
    return out.toByteArray();
  }

  private static void writeWindows(
      BinaryWriter out, Measurement measurement, List<WindowStatistics> windows) {
    out.writeByte(measurement.ordinal());
    out.writeVarLong(windows.size());
    windows.forEach(window -> window.write(out));
  }

  public static MeterResult decode(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes);
    String meterId = in.readText();
    MeterAttributes meter = MeterAttributes.read(in);
    ArrivalCounts counts = ArrivalCounts.read(in);
    Map<Measurement, List<WindowStatistics>> windows = new EnumMap<>(Measurement.class);
    for (int left = in.readVarInt(); left > 0; left--) {
      windows.put(MEASUREMENTS[in.readByte()], readWindows(in));
    }
    List<Episode> episodes = new ArrayList<>();
    for (int left = in.readVarInt(); left > 0; left--) {
      episodes.add(Episode.read(in));
    }
    return new MeterResult(meterId, meter, counts, windows, episodes);
  }

  private static List<WindowStatistics> readWindows(BinaryReader in) {
    int size = in.readVarInt();
    List<WindowStatistics> windows = new ArrayList<>(size);
    for (int index = 0; index < size; index++) {
      windows.add(WindowStatistics.read(in));
    }
    return windows;
  }
}
