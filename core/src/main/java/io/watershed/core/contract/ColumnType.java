package io.watershed.core.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** What the values of a column are. A missing value is null, whatever the type. */
public enum ColumnType {
  /** A text; {@link String}. */
  TEXT("string", String.class),
  /** A 32-bit whole number; {@link Integer}. */
  INTEGER("int", Integer.class),
  /** A 64-bit whole number; {@link Long}. */
  LONG("bigint", Long.class),
  /** A 64-bit floating-point number; {@link Double}. */
  DOUBLE("double", Double.class),
  /** True or false; {@link Boolean}. */
  BOOLEAN("boolean", Boolean.class),
  /** A day; {@link LocalDate}. */
  DATE("date", LocalDate.class),
  /** What a clock on a wall shows, without a zone; {@link LocalDateTime}. */
  WALL_CLOCK("timestamp", LocalDateTime.class),
  /** An instant, which no table of Hive can hold; {@link Instant}. */
  INSTANT("timestamp", Instant.class),
  /** Some texts; a {@link List} of {@link String}. */
  TEXTS("array<string>", List.class),
  /** Counts by name; a {@link Map} of {@link String} to {@link Long}. */
  COUNTS("map<string,bigint>", Map.class),
  /** Bytes; {@code byte[]}. */
  BYTES("binary", byte[].class);

  private final String hiveName;
  private final Class<?> javaClass;

  ColumnType(String hiveName, Class<?> javaClass) {
    this.hiveName = hiveName;
    this.javaClass = javaClass;
  }

  /** The type's name in Hive. */
  public String hiveName() {
    return hiveName;
  }

  /** The class of its values. */
  public Class<?> javaClass() {
    return javaClass;
  }
}
