package io.watershed.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiveSqlTest {

  @Test
  void quotesPlainTextAsItIs() {
    assertThat(HiveSql.literal("BUDERIM 4556")).isEqualTo("'BUDERIM 4556'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR 1=1 --",
        "a\\' OR ''='",
        "\\",
        "x'; DROP TABLE iot.daily_stats; --",
        "two\nlines -- and a comment",
        "${env:WATERSHED_HIVE_PASSWORD}",
        "nul\u0000 and delete\u007f"
      })
  void leavesNothingInALiteralThatHiveCouldReadAsMoreThanText(String hostile) {
    String literal = HiveSql.literal(hostile);

    assertThat(literal).startsWith("'").endsWith("'");
    String inside = literal.substring(1, literal.length() - 1);
    assertThat(inside).doesNotContain("'", "\"", "$", "`", ";", "--", "\n", "\u0000");
    assertThat(unescaped(inside)).isEqualTo(hostile);
  }

  @Test
  void keepsLettersOfOtherAlphabets() {
    assertThat(HiveSql.literal("Überlingen 水 🚰")).isEqualTo("'Überlingen 水 🚰'");
  }

  @Test
  void writesDatesAndInstantsWithoutAZoneOfTheProcess() {
    assertThat(HiveSql.literal(LocalDate.of(2022, 7, 13))).isEqualTo("DATE '2022-07-13'");
    assertThat(HiveSql.literal(Instant.parse("2022-07-13T07:30:01.000250Z")))
        .isEqualTo("TIMESTAMP '2022-07-13 07:30:01.000250'");
  }

  @Test
  void quotesNames() {
    assertThat(HiveSql.table("iot", "daily_stats")).isEqualTo("`iot`.`daily_stats`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a`b", "a.b", "a;b"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> HiveSql.identifier(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + name + "\" is no name for Hive: letters, digits and _ are allowed");
  }

  // What Hive's own parser does with the escapes used here.
  private static String unescaped(String inside) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inside.length(); i++) {
      if (inside.charAt(i) == '\\') {
        assertThat(inside.charAt(i + 1)).isEqualTo('u');
        text.append((char) Integer.parseInt(inside.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        text.append(inside.charAt(i));
      }
    }
    return text.toString();
  }
}
