package io.watershed.batch.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HiveTablesTest {

  private final List<String> statements = HiveTables.createAll("iot", "hdfs://host:8020/it's");

  @Test
  void everyTableIsExternalParquetInItsOwnFolder() {
    assertThat(statements).hasSize(1 + BatchTable.values().length);
    assertThat(statements.subList(1, statements.size()))
        .allMatch(statement -> statement.startsWith("CREATE EXTERNAL TABLE IF NOT EXISTS `iot`."))
        .allMatch(statement -> statement.contains("STORED AS PARQUET"));
  }

  @Test
  void tablesOfDaysAndMonthsArePartitioned() {
    assertThat(statements)
        .filteredOn(statement -> statement.contains("PARTITIONED BY (`local_date` date)"))
        .hasSize(4);
    assertThat(statements)
        .filteredOn(statement -> statement.contains("PARTITIONED BY (`month` string)"))
        .singleElement()
        .asString()
        .contains("`monthly_total` double COMMENT");
  }

  @Test
  void tablesThatAreReplacedAsAWholeBeginWithNothing() {
    assertThat(statements)
        .filteredOn(statement -> statement.contains("/nothing'"))
        .hasSize(3)
        .noneMatch(statement -> statement.contains("PARTITIONED BY"));
  }

  @Test
  void tablesOfAnOlderVersionGetTheColumnsTheyLack() {
    Map<String, Set<String>> present = columnsOf(statements);
    assertThat(HiveTables.addMissingColumns("iot", present)).isEmpty();

    present.get("monthly_stats").removeAll(Set.of("forecast_days", "complete_until"));
    present.get("batch_runs").remove("mode");
    assertThat(HiveTables.addMissingColumns("iot", present))
        .satisfiesExactly(
            months ->
                assertThat(months)
                    .startsWith(
                        "ALTER TABLE `iot`.`monthly_stats` ADD COLUMNS (`forecast_days` int")
                    .contains(", `complete_until` date COMMENT ")
                    .endsWith(") CASCADE"),
            runs ->
                assertThat(runs)
                    .startsWith("ALTER TABLE `iot`.`batch_runs` ADD COLUMNS (`mode` string")
                    .endsWith(")"));
  }

  @Test
  void viewsAreReplacedAndEachColumnIsExplained() {
    assertThat(HiveViews.createAll("iot"))
        .hasSize(4)
        .allMatch(view -> view.startsWith("CREATE OR REPLACE VIEW `iot`.`v_"))
        .allSatisfy(
            view -> {
              String head = view.substring(0, view.indexOf(" AS SELECT "));
              long columns = head.split("` COMMENT ", -1).length - 1;
              assertThat(view.split(" AS `", -1)).hasSize((int) columns + 1);
            });
  }

  private static Map<String, Set<String>> columnsOf(List<String> statements) {
    Map<String, Set<String>> columns = new TreeMap<>();
    for (String statement : statements.subList(1, statements.size())) {
      Set<String> names = new TreeSet<>();
      Matcher column = Pattern.compile("[(,] ?`(\\w+)` [a-z<>,]+ COMMENT").matcher(statement);
      while (column.find()) {
        names.add(column.group(1));
      }
      columns.put(statement.replaceFirst("^.*?`iot`.`(\\w+)`.*$", "$1"), names);
    }
    return columns;
  }

  @Test
  void placesAreQuoted() {
    assertThat(statements.get(1)).contains("it\\u0027s/meter");
  }
}
