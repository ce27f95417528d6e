package io.watershed.batch.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A long recomputation in parts that fit the machine. */
final class DayPasses {

  private DayPasses() {}

  /**
   * Parts days, in their order, so that no pass holds much more than its share of rows.
   *
   * @param readingsPerPass rows that one pass may hold, were every day an average one
   */
  static List<SortedSet<LocalDate>> of(
      MasterSnapshot master, SortedSet<LocalDate> targets, long readingsPerPass) {
    long perDay = Math.max(1, master.rows(targets) / targets.size());
    long daysPerPass = Math.max(1, readingsPerPass / perDay);
    List<SortedSet<LocalDate>> passes = new ArrayList<>();
    SortedSet<LocalDate> pass = new TreeSet<>();
    for (LocalDate day : targets) {
      pass.add(day);
      if (pass.size() == daysPerPass) {
        passes.add(pass);
        pass = new TreeSet<>();
      }
    }
    if (!pass.isEmpty()) {
      passes.add(pass);
    }
    return passes;
  }
}
