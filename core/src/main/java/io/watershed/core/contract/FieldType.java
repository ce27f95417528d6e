package io.watershed.core.contract;

/** What the values of a field of a document are. */
public enum FieldType {
  /** A text that is filtered and counted by. */
  KEYWORD("keyword"),
  /** A text that is searched for words. */
  TEXT("text"),
  /** A 32-bit whole number. */
  INTEGER("integer"),
  /** A 64-bit whole number. */
  LONG("long"),
  /** A number. */
  DOUBLE("double"),
  /** True or false. */
  BOOLEAN("boolean"),
  /** An instant, ISO 8601 with a {@code Z}. */
  INSTANT("date"),
  /** A day, {@code 2022-07-13}. */
  DAY("date"),
  /** A place: an object of {@code lat} and {@code lon}, degrees. */
  PLACE("geo_point"),
  /** An object, or a list of them, that is kept and not searched. */
  OBJECT("object");

  private final String mappingName;

  FieldType(String mappingName) {
    this.mappingName = mappingName;
  }

  /** The type's name in a mapping of Elasticsearch. */
  public String mappingName() {
    return mappingName;
  }
}
