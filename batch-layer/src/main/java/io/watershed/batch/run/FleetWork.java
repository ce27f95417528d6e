package io.watershed.batch.run;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run has to do for one of the fleets, meters or stations.
 *
 * @param master the fleet's table of the master dataset as the run reads it
 * @param plan what is done with it; it may have no targets
 */
record FleetWork(MasterSnapshot master, RunPlan plan) {

  /** The work; empty while nothing was ever written to the table. */
  static Optional<FleetWork> of(
      RunRequest request,
      Table table,
      Optional<? extends ViewState> last,
      SortedSet<LocalDate> unfinished,
      DayReach reach) {
    return MasterSnapshot.newest(table)
        .map(master -> new FleetWork(master, RunPlan.of(request, master, last, unfinished, reach)));
  }

  /**
   * The rows that the run reads.
   *
   * @param name the whole name of the fleet's table
   */
  Dataset<Row> rows(SparkSession spark, String name) {
    return spark.sql("SELECT * FROM " + name + " VERSION AS OF " + master.id());
  }

  boolean hasTargets() {
    return !plan.targets().isEmpty();
  }

  /** The local days to compute; none where there is no work. */
  static SortedSet<LocalDate> targets(Optional<FleetWork> work) {
    return work.map(some -> some.plan().targets()).orElseGet(TreeSet::new);
  }
}
