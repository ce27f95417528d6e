package io.watershed.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.Table;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableDefinitionTest {

  @Test
  void columnsStandInTheOrderOfTheirDeclarationAndThePartitionApart() {
    assertThat(new TableDefinition("iot", rivers(true)).create("hdfs://host:8020/it's/rivers"))
        .isEqualTo(
            "CREATE EXTERNAL TABLE IF NOT EXISTS `iot`.`rivers`"
                + " (`river_id` string COMMENT 'id of the river',"
                + " `length` double COMMENT 'from source to mouth, kilometres')"
                + " PARTITIONED BY (`local_date` date)"
                + " STORED AS PARQUET LOCATION 'hdfs://host:8020/it\\u0027s/rivers'"
                + " TBLPROPERTIES ('external.table.purge'='false')");
  }

  @Test
  void filesMayBeOfAnotherFormat() {
    assertThat(new TableDefinition("iot", rivers(false)).create("STORED AS TEXTFILE", "/rivers"))
        .contains("`local_date` date COMMENT 'day') STORED AS TEXTFILE LOCATION '/rivers'");
  }

  @Test
  void aTableOfAnOlderVersionGetsTheColumnsItLacks() {
    assertThat(new TableDefinition("iot", rivers(true)).addMissingColumns(Set.of("river_id")))
        .contains(
            "ALTER TABLE `iot`.`rivers` ADD COLUMNS"
                + " (`length` double COMMENT 'from source to mouth, kilometres') CASCADE");
    assertThat(
            new TableDefinition("iot", rivers(false))
                .addMissingColumns(Set.of("river_id", "length")))
        .contains("ALTER TABLE `iot`.`rivers` ADD COLUMNS (`local_date` date COMMENT 'day')");
    assertThat(
            new TableDefinition("iot", rivers(true))
                .addMissingColumns(Set.of("river_id", "length", "local_date")))
        .isEmpty();
  }

  @Test
  void instantsAreRefused() {
    Table.Builder builder = Table.named("rivers");
    builder.instant("event_time", "instant");

    assertThatThrownBy(() -> new TableDefinition("iot", builder.whole()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Hive cannot hold the instants of rivers.event_time");
  }

  private static Table rivers(boolean byDay) {
    Table.Builder builder = Table.named("rivers");
    builder.text("river_id", "id of the river");
    builder.number("length", "kilometres", "from source to mouth");
    builder.date("local_date", "day");
    return byDay ? builder.partitionedByLast() : builder.whole();
  }
}
