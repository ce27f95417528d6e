package io.watershed.serving;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.serving.ViewFixture.Meter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Documents that become one bulk request. */
class BulkDocuments {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("yyyy.MM").withZone(ZoneOffset.UTC);

  private final StringBuilder bulk = new StringBuilder();

  /** The request's body. */
  final String request() {
    return bulk.toString();
  }

  /** Adds a document to the index of a month. */
  final void add(String prefix, Instant month, String id, ObjectNode document) {
    add(prefix + MONTH.format(month), id, document);
  }

  /** Adds a document to the index of a local day's month. */
  final void add(String prefix, LocalDate day, String id, ObjectNode document) {
    add(prefix, day.atStartOfDay(ZoneOffset.UTC).toInstant(), id, document);
  }

  final void add(String index, String id, ObjectNode document) {
    ObjectNode action = JSON.createObjectNode();
    action.putObject("index").put("_index", index).put("_id", id);
    bulk.append(action).append('\n').append(document).append('\n');
  }

  /** A document with what is known of a meter. */
  static ObjectNode document(Meter meter) {
    ObjectNode document = JSON.createObjectNode();
    if (meter.suburb() != null) {
      document
          .put("meter_type", meter.type())
          .put("suburb", meter.suburb())
          .put("postcode", meter.postcode())
          .put("usage_type", meter.usage());
    }
    return document.put("meter_id", meter.id());
  }
}
