package io.watershed.core.contract;

/**
 * A field of the documents of an index.
 *
 * @param name its name in documents and searches
 * @param type what its values are
 */
public record Field(String name, FieldType type) implements Named {

  /** The field that a column becomes in a copy of its table. */
  static Field of(Column<?> column) {
    FieldType type =
        switch (column.type()) {
          case TEXT, TEXTS -> FieldType.KEYWORD;
          case INTEGER -> FieldType.INTEGER;
          case LONG -> FieldType.LONG;
          case DOUBLE -> FieldType.DOUBLE;
          case BOOLEAN -> FieldType.BOOLEAN;
          case DATE -> FieldType.DAY;
          // What another zone's clock shows is no instant, and a reader's zone must not shift it.
          case WALL_CLOCK -> column.isInstant() ? FieldType.INSTANT : FieldType.KEYWORD;
          case INSTANT -> FieldType.INSTANT;
          case COUNTS -> FieldType.OBJECT;
          case BYTES ->
              throw new IllegalArgumentException("no field can hold the bytes of " + column);
        };
    return new Field(column.name(), type);
  }

  @Override
  public String toString() {
    return name;
  }
}
