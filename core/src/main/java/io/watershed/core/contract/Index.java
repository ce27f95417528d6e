package io.watershed.core.contract;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * An index of Elasticsearch, or a family of them with one for each UTC month: its name and the
 * fields of its documents. Its template {@code kibana/index-templates/<name>.json} has the same
 * fields, which a test holds it to.
 */
public final class Index {

  /** How documents are spread. */
  public enum Spread {
    /** One index for all. */
    ONE,
    /** An index for each month; {@code meter-days-2022.07}. */
    MONTHLY
  }

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

  private final String name;
  private final Spread spread;
  private final List<Field> fields;

  private Index(String name, Spread spread, List<Field> fields) {
    this.name = name;
    this.spread = spread;
    this.fields = List.copyOf(fields);
  }

  /** Declares an index field by field. */
  public static Builder one(String name) {
    return new Builder(name, Spread.ONE);
  }

  /** Declares a family of indices, field by field. */
  public static Builder monthly(String name) {
    return new Builder(name, Spread.MONTHLY);
  }

  /** The name of the index and of its template; of a family, without the month. */
  public String name() {
    return name;
  }

  /** What a search or a template names: the index, or all indices of the family. */
  public String pattern() {
    return spread == Spread.ONE ? name : name + "-*";
  }

  /**
   * The index of a month of a family.
   *
   * @param month such as {@code 2022.07}
   */
  public String ofMonth(String month) {
    if (spread == Spread.ONE) {
      throw new IllegalStateException(name + " is one index for all months");
    }
    return name + "-" + month;
  }

  /** The index of the month of a day, of a family. */
  public String ofDay(LocalDate day) {
    return ofMonth(MONTH.format(day));
  }

  /** Whether an index of Elasticsearch is this one, or one of this family. */
  public boolean holds(String index) {
    return spread == Spread.ONE ? index.equals(name) : index.startsWith(name + "-");
  }

  /** The fields of its documents. */
  public List<Field> fields() {
    return fields;
  }

  /** The columns of a table that it copies: those of which it has a field of the same name. */
  public List<Column<?>> copiedFrom(Table table) {
    return table.allColumns().stream()
        .filter(column -> fields.stream().anyMatch(field -> field.name().equals(column.name())))
        .toList();
  }

  @Override
  public String toString() {
    return pattern();
  }

  /** Makes an index of fields; each method returns the field that it adds. */
  public static final class Builder {

    private final String name;
    private final Spread spread;
    private final List<Field> fields = new ArrayList<>();

    private Builder(String name, Spread spread) {
      this.name = name;
      this.spread = spread;
    }

    /** Adds a field. */
    public Field field(String field, FieldType type) {
      return add(new Field(field, type));
    }

    /** Adds the field that a column becomes. */
    public Field copy(Column<?> column) {
      return add(Field.of(column));
    }

    /** Adds the fields that columns become. */
    public Builder copies(Collection<Column<?>> columns) {
      columns.forEach(this::copy);
      return this;
    }

    /** Adds a field that another index has too. */
    public Field add(Field field) {
      if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
        throw new IllegalArgumentException(name + " has a field " + field + " already");
      }
      fields.add(field);
      return field;
    }

    /** The index. */
    public Index build() {
      return new Index(name, spread, fields);
    }
  }
}
