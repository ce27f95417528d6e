package io.watershed.core.contract;

import io.watershed.core.station.Element;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The columns of elements, which every table of stations names alike. */
public final class ElementColumns {

  private ElementColumns() {}

  /** Adds a column for each element. */
  public static Map<Element, Column<Double>> addTo(Table.Builder table) {
    return addTo(table, EnumSet.allOf(Element.class));
  }

  /** Adds a column for each of some elements, in the order of the catalogue. */
  public static Map<Element, Column<Double>> addTo(Table.Builder table, Set<Element> elements) {
    Map<Element, Column<Double>> columns = new EnumMap<>(Element.class);
    for (Element element : elements) {
      columns.put(element, table.number(element.wireName(), element.unit()));
    }
    return Collections.unmodifiableMap(columns);
  }
}
