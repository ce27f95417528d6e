package io.watershed.batch.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        .hasSize(3);
    assertThat(statements)
        .filteredOn(statement -> statement.contains("PARTITIONED BY (`month` string)"))
        .singleElement()
        .asString()
        .contains("`monthly_total` double COMMENT");
  }

  @Test
  void placesAreQuoted() {
    assertThat(statements.get(1)).contains("it\\u0027s/meter");
  }
}
