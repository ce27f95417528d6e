package io.watershed.serving.export;

import io.watershed.core.contract.Column;
import io.watershed.hive.HiveReader;
import io.watershed.hive.HiveSql;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the table of one export, some partitions at a time. */
final class HiveView {

  private static final int TABLE_NOT_FOUND = 10001;
  private static final int DATABASE_NOT_FOUND = 10072;

  private static final Comparator<String> NULLS_LAST =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final HiveReader reader;
  private final TableauExport export;

  HiveView(HiveReader reader, TableauExport export) {
    this.reader = reader;
    this.export = export;
  }

  /**
   * The days or months that the table has, ascending.
   *
   * @throws ViewMissingException if there is no such table, and a Hive of any age has it
   */
  List<String> partitions() throws SQLException {
    try {
      return reader.partitions(export.table());
    } catch (SQLException problem) {
      if (problem.getErrorCode() == TABLE_NOT_FOUND && export.isYoung()) {
        return List.of();
      }
      if (problem.getErrorCode() == TABLE_NOT_FOUND
          || problem.getErrorCode() == DATABASE_NOT_FOUND) {
        throw new ViewMissingException(reader.database() + "." + export.table().name(), problem);
      }
      throw problem;
    }
  }

  /** Takes rows. */
  @FunctionalInterface
  interface RowTaker {
    void take(String[] cells) throws IOException;
  }

  /**
   * Hands over the cells of successive partitions in the export's order. They are sorted here,
   * since Hive would sort them only with a Tez session; so they are in memory together, and the
   * caller asks for few enough. Of an export in slices, a slice of one partition is in memory.
   */
  void rows(List<String> partitions, RowTaker taker) throws SQLException, IOException {
    if (export.slices().isEmpty()) {
      for (String[] cells : rows(within(partitions))) {
        taker.take(cells);
      }
      return;
    }
    for (String partition : partitions) {
      for (String slice : export.slices()) {
        for (String[] cells : rows(within(List.of(partition)) + " AND " + slice)) {
          taker.take(cells);
        }
      }
    }
  }

  private List<String[]> rows(String condition) throws SQLException {
    List<ExportColumn> columns = export.columns();
    List<Column<?>> read = columns.stream().<Column<?>>map(ExportColumn::column).toList();
    List<String[]> rows = new ArrayList<>();
    reader.rows(
        export.table(),
        read,
        condition,
        row -> rows.add(columns.stream().map(column -> column.cell(row)).toArray(String[]::new)));
    rows.sort(order());
    return rows;
  }

  private String within(List<String> partitions) {
    return "%s BETWEEN %s AND %s"
        .formatted(
            HiveSql.column(export.partition()),
            literal(partitions.get(0)),
            literal(partitions.get(partitions.size() - 1)));
  }

  private static String literal(String partition) {
    return partition.length() == "2022-07".length()
        ? HiveSql.literal(partition)
        : HiveSql.literal(LocalDate.parse(partition));
  }

  private Comparator<String[]> order() {
    int[] indexes = export.orderIndexes();
    return (left, right) -> {
      for (int index : indexes) {
        int compared = NULLS_LAST.compare(left[index], right[index]);
        if (compared != 0) {
          return compared;
        }
      }
      return 0;
    };
  }
}
