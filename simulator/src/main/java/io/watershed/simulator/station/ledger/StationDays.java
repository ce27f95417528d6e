package io.watershed.simulator.station.ledger;

import io.watershed.core.time.LocalDays;
import io.watershed.simulator.station.Sample;
import io.watershed.simulator.station.SimulatedStation;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The daily figures of one station, added up from what it sent. A day is handed over once nothing
 * can come for it any more.
 */
final class StationDays {

  // Messages are held back for 30 hours at most, after an outage of 9.
  private static final int DAYS_OPEN = 4;

  private final SimulatedStation station;
  private final Consumer<ExpectedStationDay> days;
  private final TreeMap<LocalDate, Day> open = new TreeMap<>();
  private Day recent;

  private static final class Day {
    private final long fromMillis;
    private final long toMillis;
    private final ValueSums[] all;
    private final ValueSums[] good;

    Day(long fromMillis, long toMillis, int elements) {
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
      this.all = new ValueSums[elements];
      this.good = new ValueSums[elements];
      for (int element = 0; element < elements; element++) {
        all[element] = new ValueSums();
        good[element] = new ValueSums();
      }
    }
  }

  StationDays(SimulatedStation station, Consumer<ExpectedStationDay> days) {
    this.station = station;
    this.days = days;
  }

  /** Takes the first message of an instant. */
  void add(Sample sample) {
    Day day = day(sample.stampMillis());
    for (int element = 0; element < day.all.length; element++) {
      long value = sample.thousandths()[element];
      day.all[element].add(value);
      if (!sample.isFaulty(element)) {
        day.good[element].add(value);
      }
    }
  }

  private Day day(long millis) {
    if (recent != null && millis >= recent.fromMillis && millis < recent.toMillis) {
      return recent;
    }
    LocalDate date = LocalDays.dayOf(millis, station.station().zone());
    Day day = open.get(date);
    if (day == null) {
      day =
          new Day(
              LocalDays.startOf(date, station.station().zone()),
              LocalDays.startOf(date.plusDays(1), station.station().zone()),
              station.elements().size());
      open.put(date, day);
      while (open.firstKey().isBefore(open.lastKey().minusDays(DAYS_OPEN))) {
        handOver(open.pollFirstEntry());
      }
    }
    recent = day;
    return day;
  }

  /** Hands over the days that are still open. */
  void finish() {
    while (!open.isEmpty()) {
      handOver(open.pollFirstEntry());
    }
    recent = null;
  }

  private void handOver(Map.Entry<LocalDate, Day> entry) {
    Day day = entry.getValue();
    for (int element = 0; element < day.all.length; element++) {
      days.accept(
          new ExpectedStationDay(
              station.id(),
              entry.getKey().toString(),
              station.elements().get(element).wireName(),
              day.all[element],
              day.good[element]));
    }
  }
}
