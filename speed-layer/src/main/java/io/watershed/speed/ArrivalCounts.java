package io.watershed.speed;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import io.watershed.core.window.Disposition;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** What became of messages, by the hour in which they arrived at Kafka. */
final class ArrivalCounts {

  /** The counts of one hour. */
  static final class Hour {
    private long accepted;
    private long late;
    private long duplicates;
    private long deadLetters;

    long accepted() {
      return accepted;
    }

    long late() {
      return late;
    }

    long duplicates() {
      return duplicates;
    }

    long deadLetters() {
      return deadLetters;
    }

    long messages() {
      return accepted + late + duplicates + deadLetters;
    }

    void count(Disposition disposition) {
      switch (disposition) {
        case ACCEPTED -> accepted++;
        case LATE -> late++;
        case DUPLICATE -> duplicates++;
      }
    }

    void countDeadLetters(long more) {
      deadLetters += more;
    }

    void add(Hour other) {
      accepted += other.accepted;
      late += other.late;
      duplicates += other.duplicates;
      deadLetters += other.deadLetters;
    }
  }

  private final TreeMap<Long, Hour> hours = new TreeMap<>();

  /** The counts of an hour since the epoch. */
  Hour hour(long epochHour) {
    return hours.computeIfAbsent(epochHour, absent -> new Hour());
  }

  void add(ArrivalCounts other) {
    other.hours.forEach((epochHour, counts) -> hour(epochHour).add(counts));
  }

  /** Sums over all hours. */
  Hour total() {
    Hour total = new Hour();
    hours.values().forEach(total::add);
    return total;
  }

  /** Passes on each hour, oldest first. */
  void forEach(ObjLongConsumer<Hour> consumer) {
    hours.forEach((epochHour, counts) -> consumer.accept(counts, epochHour));
  }

  /** The newest hour; there must be one. */
  long newestHour() {
    return hours.lastKey();
  }

  boolean isEmpty() {
    return hours.isEmpty();
  }

  void write(BinaryWriter out) {
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

  static ArrivalCounts read(BinaryReader in) {
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
