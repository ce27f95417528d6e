package io.watershed.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.hive.DailyStats;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsStandInTheOrderOfTheirDeclaration() {
    Table.Builder builder = Table.named("rivers");
    Column<String> id = builder.text("river_id", "id of the river");
    Column<Double> length = builder.number("length", "kilometres", "from source to mouth");
    Column<?> day = builder.date("local_date", "day");
    Table table = builder.partitionedByLast();

    assertThat(table.columns()).containsExactly(id, length);
    assertThat(table.partition()).contains(day);
    assertThat(table.allColumns()).containsExactly(id, length, day);
    assertThat(length.description()).isEqualTo("from source to mouth, kilometres");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    Table.Builder builder = Table.named("rivers");
    builder.text("river_id", "id of the river");

    assertThatThrownBy(() -> builder.add(builder.text("river_id", "again")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rivers has a column river_id already");
  }

  @Test
  void theDayOfFiguresPartsTheirTable() {
    assertThat(DailyStats.TABLE.partition()).contains(DailyStats.LOCAL_DATE);
    assertThat(DailyStats.TABLE.columns()).doesNotContain(DailyStats.LOCAL_DATE);
  }
}
