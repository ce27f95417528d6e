package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HiveServerExtension.class)
class HiveConnectionsIT {

  private static HiveConnections hive;

  @BeforeAll
  static void loadDriver(LocalCluster cluster) {
    hive = HiveConnections.from(Settings.of(cluster.overrides()));
  }

  @AfterAll
  static void unloadDriver() {
    hive.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BUDERIM",
        "",
        "' OR 1=1 --",
        "ends in a backslash \\",
        "a\\'b\\\\'c",
        "two\nlines; -- and a comment",
        "${system:user.name} ${env:PATH}",
        "Überlingen 水 🚰"
      })
  void literalsComeBackAsTheyWere(String text) throws SQLException {
    assertThat(selected(HiveSql.literal(text))).isEqualTo(text);
  }

  @Test
  void dateAndTimestampLiteralsKnowNoTimeZone() throws SQLException {
    assertThat(selected("CAST(" + HiveSql.literal(LocalDate.of(2022, 7, 13)) + " AS STRING)"))
        .isEqualTo("2022-07-13");
    // An hour that the zone of this process, America/St_Johns, skips.
    Instant skipped = Instant.parse("2026-03-08T02:30:00.000250Z");
    assertThat(selected("CAST(" + HiveSql.literal(skipped) + " AS STRING)"))
        .isEqualTo("2026-03-08 02:30:00.00025");
  }

  @Test
  void connectionsAreIndependent() throws SQLException {
    try (Connection staying = hive.open()) {
      hive.open().close();

      assertThat(staying.isValid(60)).isTrue();
    }
  }

  private static String selected(String expression) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + expression)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
