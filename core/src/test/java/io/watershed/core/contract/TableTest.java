package io.watershed.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import java.util.List;
import java.util.Set;
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

  @Test
  void aColumnThatATableGainsStandsAfterThoseThatAFileHasHad() {
    Table.Builder builder = Table.named("rivers");
    Column<String> id = builder.text("river_id", "id of the river");
    Column<String> zone = builder.text("time_zone", "zone");
    Column<Double> length = builder.number("length", "kilometres", "from source to mouth");
    Column<Double> gained = builder.number("width", "metres", "at the mouth");
    Column<?> day = builder.date("local_date", "day");
    Table table = builder.partitionedByLast();

    assertThat(table.columnsAfter(List.of(length, day, id), Set.of(zone)))
        .containsExactly(length, day, id, gained);
    assertThatThrownBy(() -> table.columnsAfter(List.of(DailyStats.METER_ID), Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rivers has no column meter_id");
  }

  @Test
  void onlyTheClockOfUtcShowsInstants() {
    assertThat(MeterReadings.EVENT_TIME.isInstant()).isTrue();
    assertThat(MeterReadings.LOCAL_TIME.isInstant()).isFalse();
    assertThat(Field.of(MeterReadings.EVENT_TIME).type()).isEqualTo(FieldType.INSTANT);
    assertThat(Field.of(MeterReadings.LOCAL_TIME).type()).isEqualTo(FieldType.KEYWORD);
  }
}
