package io.watershed.speed.sink;

import io.watershed.core.contract.Index;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The names of the monthly indices of a family, each made once. Not safe for several threads. */
final class MonthlyIndex {

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final Index family;
  private final Map<Long, String> nameOfDay = new HashMap<>();

  MonthlyIndex(Index family) {
    this.family = family;
  }

  /** The index of the UTC month of an instant. */
  String at(long epochMillis) {
    return nameOfDay.computeIfAbsent(
        Math.floorDiv(epochMillis, DAY_MILLIS), day -> family.ofDay(LocalDate.ofEpochDay(day)));
  }
}
