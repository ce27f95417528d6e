package io.watershed.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The answer to a bulk request, item by item.
 *
 * @param items in the order of the request
 */
public record BulkAnswer(List<Item> items) {

  /** What is asked of Elasticsearch; everything else would be many times the size. */
  static final String FILTER = "items.*.status,items.*.error.type,items.*.error.reason";

  private static final JsonFactory JSON = new JsonFactory();

  // A full disk and a closed gate are no fault of the document.
  private static final Set<String> BLOCKS =
      Set.of("cluster_block_exception", "process_cluster_event_timeout_exception");

  /**
   * What became of one document.
   *
   * @param status an HTTP status
   * @param type Elasticsearch's name of the error, or empty
   * @param reason the error in words, or empty
   */
  record Item(int status, String type, String reason) {

    private static final Item DONE = new Item(200, "", "");

    boolean done() {
      return status < 300;
    }

    /** Whether the same document may be taken later. */
    boolean retryable() {
      return !done() && (status == 429 || status >= 500 || BLOCKS.contains(type));
    }

    String problem() {
      return status + " " + type + ": " + reason;
    }
  }

  /**
   * Reads an answer.
   *
   * @throws IOException if it is not the answer to a bulk request
   */
  static BulkAnswer read(InputStream body) throws IOException {
    List<Item> items = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        // {"items":[{"index":{"status":201}},…]}: an item's own object is the fourth level.
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("index")) {
          parser.nextToken();
          items.add(readItem(parser));
        }
      }
    }
    return new BulkAnswer(items);
  }

  private static Item readItem(JsonParser parser) throws IOException {
    int status = 0;
    String type = "";
    String reason = "";
    int depth = 1;
    while (depth > 0) {
      switch (parser.nextToken()) {
        case START_OBJECT -> depth++;
        case END_OBJECT -> depth--;
        case VALUE_NUMBER_INT ->
            status = parser.currentName().equals("status") ? parser.getIntValue() : status;
        case VALUE_STRING -> {
          if (parser.currentName().equals("type")) {
            type = parser.getText();
          } else if (parser.currentName().equals("reason")) {
            reason = parser.getText();
          }
        }
        default -> {}
      }
    }
    return status < 300 && status >= 200 ? Item.DONE : new Item(status, type, reason);
  }
}
