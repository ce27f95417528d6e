package io.watershed.core.contract;

import java.util.Objects;

/**
 * A column of a table, declared once by a {@link Table.Builder}: what writes, reads, copies or
 * describes it asks this constant for its name and type.
 *
 * @param <T> the class of its values, as {@link ColumnType#javaClass} says
 */
public final class Column<T> implements Named {

  private final String name;
  private final ColumnType type;
  private final String unit;
  private final String comment;

  Column(String name, ColumnType type, String unit, String comment) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("a column cannot be called '" + name + "'");
    }
    this.name = name;
    this.type = Objects.requireNonNull(type, name);
    this.unit = Objects.requireNonNull(unit, name);
    this.comment = Objects.requireNonNull(comment, name);
  }

  /** Its name in every table, file and document. */
  @Override
  public String name() {
    return name;
  }

  /** What its values are. */
  public ColumnType type() {
    return type;
  }

  /** The unit of its values, or empty where they have none or the row names it. */
  public String unit() {
    return unit;
  }

  /** Whether its values are instants, be they written as what UTC's clock shows. */
  public boolean isInstant() {
    return type == ColumnType.INSTANT
        || (type == ColumnType.WALL_CLOCK && unit.equals(Table.Builder.UTC_CLOCK));
  }

  /** What it says, for whoever reads the table; ends with the unit where there is one. */
  public String description() {
    return unit.isEmpty() ? comment : comment + ", " + unit;
  }

  @Override
  public String toString() {
    return name;
  }
}
