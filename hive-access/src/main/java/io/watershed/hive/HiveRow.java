package io.watershed.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of a table, or some columns of it. What it lacks is null. */
public final class HiveRow {

  /** Where a column's value is; shared by all rows of one read. */
  private final Map<Column<?>, Integer> places;

  private final Object[] values;

  private HiveRow(Map<Column<?>, Integer> places, Object[] values) {
    this.places = places;
    this.values = values;
  }

  /** The places of columns, for rows of them. */
  static Map<Column<?>, Integer> places(Collection<Column<?>> columns) {
    Map<Column<?>, Integer> places = new HashMap<>();
    for (Column<?> column : columns) {
      places.put(column, places.size());
    }
    return places;
  }

  /**
   * A row of what was read.
   *
   * @param values by {@link #places}; stays the row's
   */
  static HiveRow of(Map<Column<?>, Integer> places, Object[] values) {
    return new HiveRow(places, values);
  }

  /** A row of a table without any value. */
  public static HiveRow of(Table table) {
    List<Column<?>> columns = table.allColumns();
    return new HiveRow(places(columns), new Object[columns.size()]);
  }

  /**
   * The same row with another value.
   *
   * @throws IllegalArgumentException if the row does not have the column
   */
  public <T> HiveRow with(Column<T> column, T value) {
    Object[] changed = values.clone();
    changed[place(column)] = value;
    return new HiveRow(places, changed);
  }

  /**
   * The value of a column; null where there is none.
   *
   * @throws IllegalArgumentException if the column was not asked for
   */
  @SuppressWarnings("unchecked") // A column's values are of its type's class.
  public <T> T get(Column<T> column) {
    return (T) values[place(column)];
  }

  private int place(Column<?> column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException("the row has no column " + column);
    }
    return place;
  }
}
