package io.watershed.ingestion.source.drop;

import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.ProviderUnit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a file are.
 *
 * @param name what reports call it
 * @param source what observations name as their source
 * @param kind what the stations are there for
 * @param delimiter between fields
 * @param stationId where a row's station is
 * @param time where a row's instant is
 * @param station fields of the station by their names in {@link RowReader}
 * @param values elements that have a column of their own
 * @param coded elements that share a column
 * @param missing texts that stand for no value, beside the empty one
 */
record Mapping(
    String name,
    String source,
    StationKind kind,
    char delimiter,
    Text stationId,
    Time time,
    Map<String, Text> station,
    Map<Element, Value> values,
    Optional<Coded> coded,
    Set<String> missing) {

  /** A text of each row: from a column, or the same for all. */
  sealed interface Text {
    /** From a column, with something before it. */
    record Column(String column, String prefix) implements Text {}

    /** The same for all rows. */
    record Fixed(String value) implements Text {}
  }

  /**
   * The instant of a row.
   *
   * @param columns the columns whose texts, joined by a blank, are the time
   * @param pattern how it is written; empty for ISO 8601
   * @param zone of times that name none; empty when each must name one
   */
  record Time(List<String> columns, Optional<DateTimeFormatter> pattern, Optional<ZoneId> zone) {}

  /** A column that holds values of one element in a unit. */
  record Value(String column, ProviderUnit unit) {}

  /** An element and the unit of its values. */
  record CodedElement(Element element, ProviderUnit unit) {}

  /** A column that tells the element, another with the value. */
  record Coded(String codeColumn, String valueColumn, Map<String, CodedElement> elements) {}

  /** All columns that a file must have. */
  Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    addColumn(stationId, columns);
    columns.addAll(time.columns());
    station.values().forEach(text -> addColumn(text, columns));
    values.values().forEach(value -> columns.add(value.column()));
    coded.ifPresent(
        shared -> {
          columns.add(shared.codeColumn());
          columns.add(shared.valueColumn());
        });
    return columns;
  }

  private static void addColumn(Text text, Set<String> columns) {
    if (text instanceof Text.Column column) {
      columns.add(column.column());
    }
  }
}
