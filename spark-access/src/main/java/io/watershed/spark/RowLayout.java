package io.watershed.spark;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Where declared columns stand in rows, so that rows are read and made by column. A class that goes
 * through millions of rows asks for its {@link Place}s once. Safe for several threads.
 */
public final class RowLayout {

  private final List<Column<?>> columns;
  private final StructType schema;
  private final Map<String, Place<?>> places = new HashMap<>();

  private RowLayout(Collection<? extends Column<?>> columns) {
    this.columns = List.copyOf(columns);
    this.schema = SparkSchemas.of(columns);
    for (Column<?> column : columns) {
      if (places.put(column.name(), new Place<>(column, places.size())) != null) {
        throw new IllegalArgumentException("the column " + column + " stands in the rows twice");
      }
    }
  }

  /** Rows of all columns of a table, the one that parts it last. */
  public static RowLayout of(Table table) {
    return new RowLayout(table.allColumns());
  }

  /** Rows of some columns in their order. */
  public static RowLayout of(Collection<? extends Column<?>> columns) {
    return new RowLayout(columns);
  }

  /** The columns in their order. */
  public List<Column<?>> columns() {
    return columns;
  }

  /** The same for Spark. */
  public StructType schema() {
    return schema;
  }

  /**
   * The place of a column.
   *
   * @throws IllegalArgumentException if the rows have no column of that name and type
   */
  @SuppressWarnings("unchecked")
  public <T> Place<T> place(Column<T> column) {
    Place<?> place = places.get(column.name());
    if (place == null || place.column.type() != column.type()) {
      throw new IllegalArgumentException(
          "no column " + column + " of type " + column.type() + " among " + columns);
    }
    return (Place<T>) place;
  }

  /** The places of a column for each constant of an enum. */
  public <E extends Enum<E>, T> Map<E, Place<T>> places(Map<E, Column<T>> byConstant) {
    Map<E, Place<T>> found = new LinkedHashMap<>();
    byConstant.forEach((constant, column) -> found.put(constant, place(column)));
    return new EnumMap<>(found);
  }

  /** A new row's values, none of which is set yet. */
  public RowValues values() {
    return new RowValues(this);
  }

  /**
   * The place of one column in rows.
   *
   * @param <T> the class of its values
   */
  public static final class Place<T> {

    private final Column<?> column;
    private final int index;

    private Place(Column<?> column, int index) {
      this.column = column;
      this.index = index;
    }

    int index() {
      return index;
    }

    /** The value in a row, null where there is none. */
    @SuppressWarnings("unchecked")
    public T get(Row row) {
      if (row.isNullAt(index)) {
        return null;
      }
      Object value =
          switch (column.type()) {
            case TEXTS -> row.getList(index);
            case COUNTS -> row.getJavaMap(index);
            default -> row.get(index);
          };
      return (T) value;
    }

    /** The value in a row, if there is one. */
    public Optional<T> find(Row row) {
      return Optional.ofNullable(get(row));
    }

    @Override
    public String toString() {
      return column.name();
    }
  }
}
