package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowLayoutTest {

  private static final Table.Builder TABLE_OF = Table.named("rivers");
  private static final Column<String> ID = TABLE_OF.text("river_id", "id");
  private static final Column<Double> LENGTH = TABLE_OF.number("length", "kilometres", "length");
  private static final Column<Double> WIDTH = TABLE_OF.number("width", "metres", "width");
  private static final Column<List<String>> TOWNS = TABLE_OF.texts("towns", "towns beside it");
  private static final Column<Map<String, Long>> FISH = TABLE_OF.counts("fish", "by kind");
  private static final Column<byte[]> SKETCH = TABLE_OF.bytes("sketch", "drawing");
  private static final Column<Integer> GATES = TABLE_OF.integer("gates", "", "gates");
  private static final Column<Long> DROPS = TABLE_OF.count("drops", "drops");
  private static final Column<Boolean> TIDAL = TABLE_OF.truth("tidal", "whether it has tides");
  private static final Column<Instant> SEEN = TABLE_OF.instant("seen", "when");
  private static final Column<LocalDateTime> NOTED = TABLE_OF.wallClock("noted", "UTC", "when");
  private static final Column<LocalDate> DAY = TABLE_OF.date("local_date", "day");
  private static final RowLayout LAYOUT = RowLayout.of(TABLE_OF.partitionedByLast());

  @Test
  void typesAreThoseOfTheDeclaration() {
    assertThat(LAYOUT.schema())
        .isEqualTo(
            StructType.fromDDL(
                "river_id STRING, length DOUBLE, width DOUBLE, towns ARRAY<STRING>,"
                    + " fish MAP<STRING, BIGINT>, sketch BINARY, gates INT, drops BIGINT,"
                    + " tidal BOOLEAN, seen TIMESTAMP, noted TIMESTAMP_NTZ, local_date DATE"));
  }

  @Test
  void aValueIsReadFromTheColumnThatItWasPutInto() {
    Row row =
        LAYOUT
            .values()
            .set(DAY, LocalDate.of(2022, 7, 13))
            .set(WIDTH, 30.0)
            .set(LENGTH, 2.5)
            .set(ID, "r")
            .set(TOWNS, List.of("a", "b"))
            .set(FISH, Map.of("eel", 2L))
            .set(SKETCH, new byte[] {1})
            .set(GATES, null)
            .set(DROPS, 7L)
            .set(TIDAL, true)
            .set(SEEN, Instant.EPOCH)
            .set(NOTED, LocalDateTime.MIN)
            .row();

    assertThat(row.getDouble(1)).isEqualTo(2.5);
    assertThat(LAYOUT.place(LENGTH).get(row)).isEqualTo(2.5);
    assertThat(LAYOUT.place(WIDTH).get(row)).isEqualTo(30.0);
    assertThat(LAYOUT.place(GATES).get(row)).isNull();
    assertThat(LAYOUT.place(GATES).find(row)).isEmpty();
    assertThat(LAYOUT.place(ID).find(row)).contains("r");
    assertThat(LAYOUT.place(TOWNS).get(row)).containsExactly("a", "b");
    assertThat(LAYOUT.place(FISH).get(row)).isEqualTo(Map.of("eel", 2L));
    assertThat(LAYOUT.place(DAY).get(row)).isEqualTo(LocalDate.of(2022, 7, 13));
  }

  @Test
  void aColumnThatIsForgottenIsNamed() {
    RowValues values = RowLayout.of(List.of(ID, LENGTH, WIDTH)).values();
    values.set(ID, "r").set(WIDTH, 1.0);

    assertThatThrownBy(values::row)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the column length is not set");
    assertThatThrownBy(() -> values.set(WIDTH, 2.0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the column width is set twice");
  }

  @Test
  void aColumnThatTheRowsLackIsNamed() {
    RowLayout layout = RowLayout.of(List.of(ID, LENGTH));

    assertThatThrownBy(() -> layout.place(WIDTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column width of type DOUBLE among [river_id, length]");
    Column<String> text = Table.named("other").text("length", "in words");
    assertThatThrownBy(() -> layout.values().set(text, "long"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column length of type TEXT among [river_id, length]");
    assertThatThrownBy(() -> RowLayout.of(List.of(ID, ID)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the column river_id stands in the rows twice");
  }
}
