package io.watershed.batch.hive;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Where readers find the batch views: tables that point, or whose partitions do, at folders. */
public interface ViewPublisher {

  /** Creates the tables that do not exist yet and brings those of an older version up to date. */
  void createTables() throws SQLException;

  /**
   * Makes partitions point at their locations, or a table that is replaced as a whole: its one
   * location stands under {@link BatchTable#WHOLE}.
   *
   * @param locations folder URI by partition value, for all partitions that the table should have;
   *     those that it lacks are added
   * @param moved the partitions whose location is a new one; the others are left alone where the
   *     table has them
   */
  void point(BatchTable table, Map<String, String> locations, Set<String> moved)
      throws SQLException;
}
