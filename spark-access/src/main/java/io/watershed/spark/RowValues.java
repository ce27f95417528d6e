package io.watershed.spark;

import io.watershed.core.contract.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The values of a row that is being made. Each column must be set, once, if to null; so that a
 * column that a table gains is not forgotten. Made by {@link RowLayout#values}.
 */
public final class RowValues {

  /** What no column can hold. */
  private static final Object NOT_SET = new Object();

  private final RowLayout layout;
  private final Object[] values;

  RowValues(RowLayout layout) {
    this.layout = layout;
    this.values = new Object[layout.columns().size()];
    Arrays.fill(values, NOT_SET);
  }

  /**
   * Sets a column.
   *
   * @param value null where there is none
   * @throws IllegalArgumentException if the row has no such column
   * @throws IllegalStateException if it is set already
   */
  public <T> RowValues set(Column<T> column, T value) {
    return set(layout.place(column), value);
  }

  /** Sets a column by its place in rows of the same layout. */
  public <T> RowValues set(RowLayout.Place<T> place, T value) {
    if (values[place.index()] != NOT_SET) {
      throw new IllegalStateException("the column " + place + " is set twice");
    }
    values[place.index()] = external(value);
    return this;
  }

  /**
   * The row.
   *
   * @throws IllegalStateException if a column is not set
   */
  public Row row() {
    for (int index = 0; index < values.length; index++) {
      if (values[index] == NOT_SET) {
        throw new IllegalStateException(
            "the column " + layout.columns().get(index) + " is not set");
      }
    }
    return RowFactory.create(values);
  }

  /** The row, with null in each column that is not set. */
  public Row sparseRow() {
    Object[] sparse = values.clone();
    Arrays.setAll(sparse, index -> sparse[index] == NOT_SET ? null : sparse[index]);
    return RowFactory.create(sparse);
  }

  /** As Spark takes it. */
  private static Object external(Object value) {
    if (value instanceof List<?> list) {
      return CollectionConverters.asScala(list).toSeq();
    }
    return value instanceof Map<?, ?> map ? CollectionConverters.asScala(map) : value;
  }
}
