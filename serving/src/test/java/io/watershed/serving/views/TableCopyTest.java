package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableCopyTest {

  private static final LocalDateTime CLOCK = LocalDateTime.parse("2026-03-08T02:30:00");

  /** Each value names its column, so that two that changed places would show. */
  @ParameterizedTest
  @EnumSource(TableCopy.class)
  void everyColumnBecomesTheFieldOfItsName(TableCopy copy) throws IOException {
    HiveRow row = HiveRow.of(copy.table());
    int number = 0;
    for (Column<?> column : copy.columns()) {
      row = with(row, column, ++number);
    }
    JsonNode document = written(copy, row);

    assertThat(document).hasSameSizeAs(copy.columns());
    number = 0;
    for (Column<?> column : copy.columns()) {
      JsonNode expected = Json.MAPPER.valueToTree(shown(column, ++number));
      assertThat(document.path(column.name()).asText())
          .as(column.name())
          .isEqualTo(expected.asText());
    }
  }

  @Test
  void aDayHasEveryColumnOfItsTable() {
    assertThat(TableCopy.DAYS.columns()).isEqualTo(DailyStats.TABLE.allColumns());
  }

  @Test
  void whatARowLacksItsDocumentLacks() throws IOException {
    assertThat(written(TableCopy.DAYS, HiveRow.of(DailyStats.TABLE))).isEmpty();
  }

  @Test
  void listsStayLists() throws IOException {
    HiveRow run =
        HiveRow.of(BatchRuns.TABLE)
            .with(BatchRuns.DAYS_WRITTEN, List.of("2026-03-08", "2026-03-09"));

    assertThat(written(TableCopy.RUNS, run).path("days_written"))
        .extracting(JsonNode::asText)
        .containsExactly("2026-03-08", "2026-03-09");
  }

  @Test
  void anotherClockThanUtcsIsNoInstant() throws IOException {
    HiveRow reading =
        HiveRow.of(MeterReadings.TABLE)
            .with(MeterReadings.EVENT_TIME, CLOCK)
            .with(MeterReadings.LOCAL_TIME, CLOCK);
    JsonLines json = new JsonLines(64).beginObject();
    TableCopy.write(json, reading, MeterReadings.EVENT_TIME);
    TableCopy.write(json, reading, MeterReadings.LOCAL_TIME);
    JsonNode document = read(json.endObject());

    assertThat(document.path("event_time").asText()).isEqualTo("2026-03-08T02:30:00Z");
    assertThat(document.path("local_time").asText()).isEqualTo("2026-03-08T02:30:00");
  }

  private static Object value(Column<?> column, int number) {
    return switch (column.type()) {
      case TEXT -> "text " + number;
      case INTEGER -> number;
      case LONG -> (long) number;
      case DOUBLE -> number + 0.5;
      case BOOLEAN -> true;
      case DATE -> LocalDate.ofEpochDay(number);
      case WALL_CLOCK -> CLOCK.plusHours(number);
      case INSTANT -> Instant.ofEpochSecond(number);
      case TEXTS -> List.of("text " + number);
      case COUNTS -> Map.of("name", (long) number);
      case BYTES -> new byte[] {(byte) number};
    };
  }

  private static Object shown(Column<?> column, int number) {
    Object value = value(column, number);
    return switch (column.type()) {
      case DATE, INSTANT -> value.toString();
      case WALL_CLOCK -> CLOCK.plusHours(number) + (column.isInstant() ? ":00Z" : ":00");
      case TEXT, INTEGER, LONG, DOUBLE, BOOLEAN, TEXTS, COUNTS, BYTES -> value;
    };
  }

  private static <T> HiveRow with(HiveRow row, Column<T> column, int number) {
    @SuppressWarnings("unchecked") // As the column's type says.
    T value = (T) value(column, number);
    return row.with(column, value);
  }

  private static JsonNode written(TableCopy copy, HiveRow row) throws IOException {
    JsonLines json = new JsonLines(256).beginObject();
    copy.write(json, row);
    return read(json.endObject());
  }

  private static JsonNode read(JsonLines json) throws IOException {
    return Json.MAPPER.readTree(json.copy(0, json.size()));
  }
}
