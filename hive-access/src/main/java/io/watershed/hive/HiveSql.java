package io.watershed.hive;

import io.watershed.core.contract.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names and values as HiveQL text. Whatever a name or a value holds, the text is one token: no
 * input can end a literal early, begin a comment, or be taken for a {@code ${variable}}.
 */
public final class HiveSql {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HiveSql() {}

  /**
   * A name of a database, table or column, quoted.
   *
   * @throws IllegalArgumentException if it is empty or holds other than letters, digits and
   *     underscores, which Hive's metastore allows alone
   */
  public static String identifier(String name) {
    if (!name.matches("[A-Za-z0-9_]+")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name for Hive: letters, digits and _ are allowed");
    }
    return "`" + name + "`";
  }

  /** A table's whole name, quoted. */
  public static String table(String database, String table) {
    return identifier(database) + "." + identifier(table);
  }

  /** A column's name, quoted. */
  public static String column(Column<?> column) {
    return identifier(column.name());
  }

  /** A text literal. */
  public static String literal(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (needsEscape(character)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('\'').toString();
  }

  // Hive substitutes ${...} inside literals and cuts comments and statements before it parses.
  private static boolean needsEscape(char character) {
    return character < ' ' || character == 0x7f || "'\"\\$`;-".indexOf(character) >= 0;
  }

  /** The value in a row of {@code SHOW PARTITIONS} such as {@code local_date=2022-07-13}. */
  public static String partitionValue(String partition) {
    return partition.substring(partition.indexOf('=') + 1);
  }

  /** A date literal. */
  public static String literal(LocalDate date) {
    return "DATE '" + date + "'";
  }

  /** A timestamp literal of microseconds that holds the UTC wall-clock of the instant. */
  public static String literal(Instant instant) {
    return "TIMESTAMP '" + TIMESTAMP.format(instant) + "'";
  }
}
