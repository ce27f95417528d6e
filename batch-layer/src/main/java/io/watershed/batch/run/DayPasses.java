package io.watershed.batch.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A long recomputation in parts that fit the machine.
 *
 * @param work what is recomputed
 * @param readingsPerPass rows that one pass may hold, were every day an average one
 */
record DayPasses(FleetWork work, long readingsPerPass) {

  /**
   * One part.
   *
   * @param targets local days to compute
   * @param input the days that their figures depend on, themselves among them
   * @param rows about how many rows those have
   */
  record Pass(SortedSet<LocalDate> targets, SortedSet<LocalDate> input, long rows) {}

  /**
   * Computes part by part.
   *
   * @param days what the days are called for those who watch
   * @return what each part gave
   */
  <C> List<C> compute(String days, Progress progress, Function<Pass, C> computation) {
    RunPlan plan = work.plan();
    List<C> results = new ArrayList<>();
    int done = 0;
    for (SortedSet<LocalDate> targets : of(work.master(), plan.targets(), readingsPerPass)) {
      SortedSet<LocalDate> input = TargetDays.inputOf(targets, plan.existing(), plan.reach());
      Pass pass = new Pass(targets, input, work.master().rows(input));
      progress.tell(
          String.format(
              "computing %s %s to %s from %,d rows, %d of %d days done",
              days, targets.first(), targets.last(), pass.rows(), done, plan.targets().size()));
      results.add(computation.apply(pass));
      done += targets.size();
    }
    return results;
  }

  /**
   * Parts days, in their order, so that no pass holds much more than its share of rows.
   *
   * @param readingsPerPass rows that one pass may hold, were every day an average one
   */
  private static List<SortedSet<LocalDate>> of(
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
