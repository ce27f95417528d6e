package io.watershed.speed.sink;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.window.Disposition;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** What became of messages, by the hour in which they arrived at Kafka. */
public final class ArrivalCounts {

  /** The counts of one hour. */
  public static final class Hour {
    private long accepted;
    private long late;
    private long duplicates;
    private long deadLetters;

    public long accepted() {
      return accepted;
    }

    public long late() {
      return late;
    }

    public long duplicates() {
      return duplicates;
    }

    public long deadLetters() {
      return deadLetters;
    }

    public long messages() {
      return accepted + late + duplicates + deadLetters;
    }

    public void count(Disposition disposition) {
      switch (disposition) {
        case ACCEPTED -> accepted++;
        case LATE -> late++;
        case DUPLICATE -> duplicates++;
      }
    }

    public void countDeadLetters(long more) {
      deadLetters += more;
    }

    public void add(Hour other) {
      accepted += other.accepted;
      late += other.late;
      duplicates += other.duplicates;
      deadLetters += other.deadLetters;
    }
  }

  private final TreeMap<Long, Hour> hours = new TreeMap<>();

  /** The counts of an hour since the epoch. */
  public Hour hour(long epochHour) {
    return hours.computeIfAbsent(epochHour, absent -> new Hour());
  }

  public void add(ArrivalCounts other) {
    other.hours.forEach((epochHour, counts) -> hour(epochHour).add(counts));
  }

  /** Sums over all hours. */
  public Hour total() {
    Hour total = new Hour();
    hours.values().forEach(total::add);
    return total;
  }

  /** Passes on each hour, oldest first. */
  public void forEach(ObjLongConsumer<Hour> consumer) {
    hours.forEach((epochHour, counts) -> consumer.accept(counts, epochHour));
  }

  /** The newest hour; there must be one. */
  public long newestHour() {
    return hours.lastKey();
  }

  public boolean isEmpty() {
    return hours.isEmpty();
  }

  public void write(BinaryWriter out) {
    out.writeVarLong(hours.size());
    for (Map.Entry<Long, Hour> entry : hours.entrySet()) {
      Hour counts = entry.getValue();
      out.writeVarLong(entry.getKey());
      out.writeVarLong(counts.accepted);
      out.writeVarLong(counts.late);
      out.writeVarLong(counts.duplicates);
      out.writeVarLong(counts.deadLetters);
    }
  }

  public static ArrivalCounts read(BinaryReader in) {
    ArrivalCounts counts = new ArrivalCounts();
    for (int left = in.readVarInt(); left > 0; left--) {
      Hour hour = counts.hour(in.readVarLong());
      hour.accepted = in.readVarLong();
      hour.late = in.readVarLong();
      hour.duplicates = in.readVarLong();
      hour.deadLetters = in.readVarLong();
    }
    return counts;
  }
}
