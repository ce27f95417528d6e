package io.watershed.serving.connect;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A data source file (.tds) for Tableau 2020.2 and later: Hive through its JDBC driver, the daily
 * figures related to the problems of the same meter and day. A relationship, unlike a join, does
 * not count a day twice that has two problems.
 */
final class TableauDataSource {

  private static final String NAME = "federated.watershed";
  private static final String CONNECTION = "genericjdbc.watershed";
  private static final String VERSION = "18.1";
  private static final List<String> RELATED_BY = List.of("meter_id", "local_date");

  /** What Hive can and cannot do, where Tableau would guess wrongly. */
  private static final Map<String, String> CAPABILITIES =
      new TreeMap<>(
          Map.of(
              "CAP_CREATE_TEMP_TABLES", "no",
              "CAP_SELECT_INTO", "no",
              "CAP_QUERY_TOPSTYLE_LIMIT", "yes",
              "CAP_QUERY_TOPSTYLE_TOP", "no",
              "CAP_QUERY_TOPSTYLE_ROWNUM", "no",
              "CAP_QUERY_GROUP_BY_DEGREE", "no",
              "CAP_QUERY_SORT_BY_DEGREE", "no",
              "CAP_QUERY_SUBQUERIES_WITH_TOP", "no"));

  private final HiveAddress hive;
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private int depth;

  private TableauDataSource(HiveAddress hive) throws XMLStreamException {
    this.hive = hive;
    this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
  }

  /** The file's text, UTF-8 when written. */
  static String of(HiveAddress hive) {
    try {
      return new TableauDataSource(hive).written();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("XML could not be written to memory", impossible);
    }
  }

  private String written() throws XMLStreamException {
    xml.writeStartDocument("utf-8", "1.0");
    open(
        "datasource",
        "formatted-name",
        NAME,
        "caption",
        "Watershed",
        "inline",
        "true",
        "version",
        VERSION);
    open("document-format-change-manifest");
    for (String feature :
        List.of(
            "ObjectModelEncapsulateLegacy", "ObjectModelTableType", "SchemaViewerObjectModel")) {
      empty(feature);
    }
    close();
    connection();
    empty("aliases", "enabled", "yes");
    columns();
    empty("layout", "dim-ordering", "alphabetic", "measure-ordering", "alphabetic");
    objectGraph();
    close();
    xml.writeEndDocument();
    return text + "\n";
  }

  private void connection() throws XMLStreamException {
    open("connection", "class", "federated");
    open("named-connections");
    open("named-connection", "caption", hive.host(), "name", CONNECTION);
    open(
        "connection",
        "class",
        "genericjdbc",
        "dbname",
        "",
        "dialect",
        "sql92",
        "jdbcproperties",
        "",
        "jdbcurl",
        hive.jdbcUrl(),
        "port",
        String.valueOf(hive.port()),
        "schema",
        hive.database(),
        "server",
        hive.host(),
        "username",
        "");
    open("connection-customization", "class", "genericjdbc", "enabled", "true", "version", VERSION);
    empty("vendor", "name", "genericjdbc");
    empty("driver", "name", "hive2");
    open("customizations");
    for (Map.Entry<String, String> capability : CAPABILITIES.entrySet()) {
      empty("customization", "name", capability.getKey(), "value", capability.getValue());
    }
    close();
    close();
    close();
    close();
    close();
    open("relation", "type", "collection");
    for (TableauTable table : TableauTable.values()) {
      relation(table);
    }
    close();
    open("cols");
    for (TableauTable table : TableauTable.values()) {
      for (Field field : table.fields()) {
        empty(
            "map",
            "key",
            table.localName(field.column()),
            "value",
            "[" + table.table() + "].[" + field.column() + "]");
      }
    }
    close();
    metadata();
    close();
  }

  private void relation(TableauTable table) throws XMLStreamException {
    empty(
        "relation",
        "connection",
        CONNECTION,
        "name",
        table.table(),
        "table",
        "[" + hive.database() + "].[" + table.table() + "]",
        "type",
        "table");
  }

  private void metadata() throws XMLStreamException {
    open("metadata-records");
    int ordinal = 0;
    for (TableauTable table : TableauTable.values()) {
      for (Field field : table.fields()) {
        open("metadata-record", "class", "column");
        value("remote-name", field.column());
        value("remote-type", String.valueOf(field.kind().remoteType()));
        value("local-name", table.localName(field.column()));
        value("parent-name", "[" + table.table() + "]");
        value("remote-alias", field.column());
        value("ordinal", String.valueOf(ordinal++));
        value("local-type", field.kind().dataType());
        value("aggregation", field.kind().aggregation());
        value("contains-null", "true");
        value("object-id", "[" + table.table() + "]");
        close();
      }
    }
    close();
  }

  private void columns() throws XMLStreamException {
    // Registers and gauges have rows of their own: only the flows' totals are water used.
    calculation(
        "Water used (L)", "[litres]", "IF [measurement_type] = 'Pulse1' THEN [total_value] END");
    calculation(
        "Water used (kL)",
        "[kilolitres]",
        "IF [measurement_type] = 'Pulse1' THEN [total_value] / 1000 END");
    for (TableauTable table : TableauTable.values()) {
      for (Field field : table.fields()) {
        Field.Kind kind = field.kind();
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEmptyElement("column");
        attributes(
            "aggregation",
            kind.aggregation(),
            "caption",
            field.caption(),
            "datatype",
            kind.dataType(),
            "name",
            table.localName(field.column()),
            "role",
            kind.role(),
            "type",
            kind.type());
        if (kind.format().isPresent()) {
          attributes("default-format", kind.format().get());
        }
      }
    }
  }

  private void calculation(String caption, String name, String formula) throws XMLStreamException {
    Field.Kind kind = Field.Kind.AMOUNT;
    open(
        "column",
        "aggregation",
        kind.aggregation(),
        "caption",
        caption,
        "datatype",
        kind.dataType(),
        "default-format",
        kind.format().orElseThrow(),
        "name",
        name,
        "role",
        kind.role(),
        "type",
        kind.type());
    empty("calculation", "class", "tableau", "formula", formula);
    close();
  }

  private void objectGraph() throws XMLStreamException {
    open("object-graph");
    open("objects");
    for (TableauTable table : TableauTable.values()) {
      open("object", "caption", table.caption(), "id", table.table());
      open("properties", "context", "");
      relation(table);
      close();
      close();
    }
    close();
    open("relationships");
    open("relationship");
    open("expression", "op", "AND");
    for (String column : RELATED_BY) {
      open("expression", "op", "=");
      empty("expression", "op", TableauTable.DAILY_STATS.localName(column));
      empty("expression", "op", TableauTable.PROBLEMS.localName(column));
      close();
    }
    close();
    empty("first-end-point", "object-id", TableauTable.DAILY_STATS.table());
    empty("second-end-point", "object-id", TableauTable.PROBLEMS.table());
    close();
    close();
    close();
  }

  private void open(String element, String... attributes) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth++));
    xml.writeStartElement(element);
    attributes(attributes);
  }

  private void close() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(--depth));
    xml.writeEndElement();
  }

  private void empty(String element, String... attributes) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEmptyElement(element);
    attributes(attributes);
  }

  private void value(String element, String content) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }

  private void attributes(String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
    }
  }
}
