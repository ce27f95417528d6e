package io.watershed.core.window;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The recent readings of one measurement of one device, in the order of their timestamps, and which
 * panes changed since the last look. Keeping the readings themselves, not only a pane's sums, makes
 * dropping duplicates exact and every sum the same as a plain one over the same readings. Not safe
 * for several threads.
 */
public final class ReadingSeries {

  /**
   * Readings that count, copied.
   *
   * @param times milliseconds since the epoch, ascending
   * @param values as many as times
   */
  public record Counted(long[] times, double[] values) {}

  private static final int FIRST_CAPACITY = 32;

  private final WindowShape shape;
  private final long keepMillis;
  private final Watermark watermark;
  private long[] timestamps;
  private double[] values;
  private boolean[] counted;
  // Only where a value was ever doubted; meters have none.
  private boolean[] doubted;
  private int size;
  private long[] changedPanes = new long[8];
  private int changed;

  private ReadingSeries(
      WindowShape shape, long latenessMillis, long keepMillis, long highestMillis, int capacity) {
    this.shape = shape;
    this.keepMillis = Math.max(keepMillis, latenessMillis);
    this.watermark = new Watermark(latenessMillis, highestMillis);
    this.timestamps = new long[capacity];
    this.values = new double[capacity];
    this.counted = new boolean[capacity];
  }

  /**
   * A series without readings.
   *
   * @param shape of its windows
   * @param latenessMillis how much older than the newest reading a reading may be
   * @param keepMillis for how long readings are kept; never less than the lateness and a window
   */
  public static ReadingSeries empty(WindowShape shape, long latenessMillis, long keepMillis) {
    return new ReadingSeries(shape, latenessMillis, keepMillis, Long.MIN_VALUE, FIRST_CAPACITY);
  }

  /** The series that {@link #write} wrote. */
  public static ReadingSeries read(
      WindowShape shape, long latenessMillis, long keepMillis, BinaryReader in) {
    long highest = in.readLong();
    int size = in.readVarInt();
    ReadingSeries series =
        new ReadingSeries(shape, latenessMillis, keepMillis, highest, size + FIRST_CAPACITY);
    long timestamp = size == 0 ? 0 : in.readLong();
    for (int index = 0; index < size; index++) {
      long step = in.readVarLong();
      timestamp += step >>> 1;
      series.timestamps[index] = timestamp;
      series.counted[index] = (step & 1) == 1;
      series.values[index] = in.readDouble();
    }
    series.size = size;
    return series;
  }

  /** Appends everything but doubts and the changed panes, which a caller takes before it saves. */
  public void write(BinaryWriter out) {
    out.writeLong(watermark.highestMillis());
    out.writeVarLong(size);
    if (size == 0) {
      return;
    }
    long previous = timestamps[0];
    out.writeLong(previous);
    for (int index = 0; index < size; index++) {
      out.writeVarLong((timestamps[index] - previous) << 1 | (counted[index] ? 1 : 0));
      out.writeDouble(values[index]);
      previous = timestamps[index];
    }
  }

  /**
   * Takes the next reading in Kafka order.
   *
   * @param counts false for one that the quality rules leave out
   */
  public Disposition take(long timestampMillis, double value, boolean counts) {
    if (watermark.isLate(timestampMillis)) {
      return Disposition.LATE;
    }
    int at = size;
    if (size > 0 && timestampMillis <= timestamps[size - 1]) {
      int found = Arrays.binarySearch(timestamps, 0, size, timestampMillis);
      if (found >= 0) {
        return Disposition.DUPLICATE;
      }
      at = -found - 1;
    }
    insert(at, timestampMillis, value, counts);
    markChanged(shape.paneOf(timestampMillis));
    return Disposition.ACCEPTED;
  }

  private void insert(int at, long timestampMillis, double value, boolean counts) {
    if (size == timestamps.length) {
      int capacity = size * 2;
      timestamps = Arrays.copyOf(timestamps, capacity);
      values = Arrays.copyOf(values, capacity);
      counted = Arrays.copyOf(counted, capacity);
      doubted = doubted == null ? null : Arrays.copyOf(doubted, capacity);
    }
    if (at < size) {
      System.arraycopy(timestamps, at, timestamps, at + 1, size - at);
      System.arraycopy(values, at, values, at + 1, size - at);
      System.arraycopy(counted, at, counted, at + 1, size - at);
      if (doubted != null) {
        System.arraycopy(doubted, at, doubted, at + 1, size - at);
      }
    }
    timestamps[at] = timestampMillis;
    values[at] = value;
    counted[at] = counts;
    if (doubted != null) {
      doubted[at] = false;
    }
    size++;
  }

  private void markChanged(long pane) {
    if (changed > 0 && changedPanes[changed - 1] == pane) {
      return;
    }
    if (changed == changedPanes.length) {
      changedPanes = Arrays.copyOf(changedPanes, changed * 2);
    }
    changedPanes[changed++] = pane;
  }

  /** The windows that hold a pane changed since the last call, each once, by start. */
  public List<WindowStatistics> takeChangedWindows() {
    Arrays.sort(changedPanes, 0, changed);
    List<WindowStatistics> windows = new ArrayList<>(changed * 5);
    long next = Long.MIN_VALUE;
    int from = 0;
    for (int index = 0; index < changed; index++) {
      long pane = changedPanes[index];
      next = Math.max(next, shape.firstWindowOf(pane));
      for (; next <= pane; next += shape.slideMillis()) {
        while (timestamps[from] < next) {
          from++;
        }
        windows.add(statistics(next, from));
      }
    }
    changed = 0;
    return windows;
  }

  private WindowStatistics statistics(long start, int from) {
    long end = start + shape.lengthMillis();
    int count = 0;
    int excluded = 0;
    double sum = 0;
    double minimum = Double.NaN;
    double maximum = Double.NaN;
    for (int index = from; index < size && timestamps[index] < end; index++) {
      if (!believed(index)) {
        excluded++;
        continue;
      }
      double value = values[index];
      sum += value;
      minimum = count == 0 ? value : Math.min(minimum, value);
      maximum = count == 0 ? value : Math.max(maximum, value);
      count++;
    }
    return new WindowStatistics(start, count, sum, minimum, maximum, excluded);
  }

  /**
   * Forgets readings that are older than those to be kept, and that no reading still in time can
   * share a window or a timestamp with. Call it after the changed windows were taken.
   */
  public void evict() {
    if (size == 0) {
      return;
    }
    long oldestKept = watermark.highestMillis() - keepMillis;
    long keepFrom = shape.firstWindowOf(shape.paneOf(oldestKept));
    int first = 0;
    while (first < size && timestamps[first] < keepFrom) {
      first++;
    }
    if (first > 0) {
      System.arraycopy(timestamps, first, timestamps, 0, size - first);
      System.arraycopy(values, first, values, 0, size - first);
      System.arraycopy(counted, first, counted, 0, size - first);
      if (doubted != null) {
        System.arraycopy(doubted, first, doubted, 0, size - first);
      }
      size -= first;
    }
  }

  private boolean believed(int index) {
    return counted[index] && (doubted == null || !doubted[index]);
  }

  /**
   * Says of a reading whether those beside it make it hard to believe; its windows leave it out for
   * as long as they do.
   */
  public void doubt(long timestampMillis, boolean hardToBelieve) {
    int found = Arrays.binarySearch(timestamps, 0, size, timestampMillis);
    boolean before = doubted != null && found >= 0 && doubted[found];
    if (found < 0 || before == hardToBelieve) {
      return;
    }
    if (doubted == null) {
      doubted = new boolean[timestamps.length];
    }
    doubted[found] = hardToBelieve;
    markChanged(shape.paneOf(timestampMillis));
  }

  /** Appends which readings are doubted; {@link #readDoubts} reads them back. */
  public void writeDoubts(BinaryWriter out) {
    int count = 0;
    for (int index = 0; doubted != null && index < size; index++) {
      count += doubted[index] ? 1 : 0;
    }
    out.writeVarLong(count);
    for (int index = 0; count > 0 && index < size; index++) {
      if (doubted[index]) {
        out.writeVarLong(index);
      }
    }
  }

  /** Reads what {@link #writeDoubts} wrote of the same readings. */
  public void readDoubts(BinaryReader in) {
    int count = in.readVarInt();
    doubted = count == 0 ? null : new boolean[timestamps.length];
    for (int left = count; left > 0; left--) {
      doubted[in.readVarInt()] = true;
    }
  }

  /** The newest timestamp, milliseconds since the epoch; {@link Long#MIN_VALUE} for none. */
  public long newestMillis() {
    return watermark.highestMillis();
  }

  /** The value of an instant if there is one that counts, doubted or not, otherwise NaN. */
  public double countedAt(long timestampMillis) {
    int found = Arrays.binarySearch(timestamps, 0, size, timestampMillis);
    return found >= 0 && counted[found] ? values[found] : Double.NaN;
  }

  /** The newest value of a span that counts and is not doubted; NaN for none. */
  public double lastBelieved(long fromMillis, long beforeMillis) {
    for (int index = indexOf(beforeMillis) - 1;
        index >= 0 && timestamps[index] >= fromMillis;
        index--) {
      if (believed(index)) {
        return values[index];
      }
    }
    return Double.NaN;
  }

  /** The readings that count from an instant on, doubted or not. */
  public Counted countedFrom(long fromMillis) {
    int from = indexOf(fromMillis);
    long[] times = new long[size - from];
    double[] believed = new double[size - from];
    int count = 0;
    for (int index = from; index < size; index++) {
      if (counted[index]) {
        times[count] = timestamps[index];
        believed[count++] = values[index];
      }
    }
    return new Counted(Arrays.copyOf(times, count), Arrays.copyOf(believed, count));
  }

  /** The index of the first reading at or after an instant. */
  private int indexOf(long timestampMillis) {
    int found = Arrays.binarySearch(timestamps, 0, size, timestampMillis);
    return found >= 0 ? found : -found - 1;
  }
}
