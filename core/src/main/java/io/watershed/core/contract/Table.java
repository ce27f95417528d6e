package io.watershed.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table: its name, its columns in their order, and the column that parts it. New columns go to
 * the end, since older files and tables have them nowhere else.
 */
public final class Table {

  private final String name;
  private final List<Column<?>> columns;
  private final Optional<Column<?>> partition;

  private Table(String name, List<Column<?>> columns, Optional<Column<?>> partition) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.partition = partition;
  }

  /** Declares a table column by column. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** The table's name in its database or namespace. */
  public String name() {
    return name;
  }

  /** The columns that its files hold, in their order, without the one that parts it. */
  public List<Column<?>> columns() {
    return columns;
  }

  /** The column that its partitions are named by, if it has partitions. */
  public Optional<Column<?>> partition() {
    return partition;
  }

  /** All columns, the one that parts the table last. */
  public List<Column<?>> allColumns() {
    List<Column<?>> all = new ArrayList<>(columns);
    partition.ifPresent(all::add);
    return List.copyOf(all);
  }

  /**
   * The columns as a file or a tool has them that knows columns by their place: those that it has
   * had, then by itself each one that the table has gained since.
   *
   * @param first the columns that it has had, in their order
   * @param leftOut the columns that it does not have
   * @throws IllegalArgumentException if one of them is not a column of the table
   */
  public List<Column<?>> columnsAfter(List<Column<?>> first, Set<Column<?>> leftOut) {
    List<Column<?>> all = allColumns();
    List<Column<?>> ordered = new ArrayList<>(first);
    ordered.addAll(leftOut);
    ordered.stream()
        .filter(column -> !all.contains(column))
        .findFirst()
        .ifPresent(
            foreign -> {
              throw new IllegalArgumentException(name + " has no column " + foreign);
            });
    all.stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
    ordered.removeAll(leftOut);
    return List.copyOf(ordered);
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Makes a table of columns in the order in which they are declared; each method returns the
   * column that it adds. Not safe for several threads.
   */
  public static final class Builder {

    private static final String CLOCK_OF = "wall clock of ";

    /** The unit of a wall clock that shows instants. */
    static final String UTC_CLOCK = CLOCK_OF + "UTC";

    private final String name;
    private final List<Column<?>> columns = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds a text. */
    public Column<String> text(String column, String comment) {
      return add(new Column<>(column, ColumnType.TEXT, "", comment));
    }

    /** Adds a whole number of 32 bits. */
    public Column<Integer> integer(String column, String unit, String comment) {
      return add(new Column<>(column, ColumnType.INTEGER, unit, comment));
    }

    /** Adds a count, or another whole number of 64 bits without a unit. */
    public Column<Long> count(String column, String comment) {
      return add(new Column<>(column, ColumnType.LONG, "", comment));
    }

    /** Adds a number. */
    public Column<Double> number(String column, String unit, String comment) {
      return add(new Column<>(column, ColumnType.DOUBLE, unit, comment));
    }

    /** Adds a number without a unit, or in the one that the row names. */
    public Column<Double> number(String column, String comment) {
      return number(column, "", comment);
    }

    /** Adds true or false. */
    public Column<Boolean> truth(String column, String comment) {
      return add(new Column<>(column, ColumnType.BOOLEAN, "", comment));
    }

    /** Adds a day. */
    public Column<LocalDate> date(String column, String comment) {
      return add(new Column<>(column, ColumnType.DATE, "", comment));
    }

    /** Adds what a clock shows; of UTC, or of the zone that the comment names. */
    public Column<LocalDateTime> wallClock(String column, String zone, String comment) {
      return add(new Column<>(column, ColumnType.WALL_CLOCK, CLOCK_OF + zone, comment));
    }

    /** Adds an instant. */
    public Column<Instant> instant(String column, String comment) {
      return add(new Column<>(column, ColumnType.INSTANT, "", comment));
    }

    /** Adds a list of texts. */
    public Column<List<String>> texts(String column, String comment) {
      return add(new Column<>(column, ColumnType.TEXTS, "", comment));
    }

    /** Adds counts by name. */
    public Column<Map<String, Long>> counts(String column, String comment) {
      return add(new Column<>(column, ColumnType.COUNTS, "", comment));
    }

    /** Adds bytes. */
    public Column<byte[]> bytes(String column, String comment) {
      return add(new Column<>(column, ColumnType.BYTES, "", comment));
    }

    /** Adds a column that another table has too. */
    public <T> Column<T> add(Column<T> column) {
      if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
        throw new IllegalArgumentException(name + " has a column " + column + " already");
      }
      columns.add(column);
      return column;
    }

    /** The table without partitions. */
    public Table whole() {
      return new Table(name, columns, Optional.empty());
    }

    /** The table with partitions named by the column declared last. */
    public Table partitionedByLast() {
      int last = columns.size() - 1;
      return new Table(name, columns.subList(0, last), Optional.of(columns.get(last)));
    }
  }
}
