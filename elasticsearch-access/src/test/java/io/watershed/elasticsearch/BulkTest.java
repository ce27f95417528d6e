package io.watershed.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BulkTest {

  @Test
  void anActionAndADocumentAreALineEach() {
    Bulk bulk = three();
    assertThat(body(bulk))
        .isEqualTo(
            """
            {"index":{"_index":"a","_id":"x"}}
            {"number":0}
            {"index":{"_index":"b","_id":"m\\"|Pulse1|1970-01-01T00:00:00Z"}}
            {"number":1}
            {"index":{"_index":"c","_id":"z"}}
            {"number":2}
            """);
    assertThat(new String(bulk.document(1), UTF_8)).isEqualTo("{\"number\":1}");
  }

  @Test
  void partsAreBulksOfTheirOwn() {
    Bulk part = three().parts(List.of(0, 2));
    assertThat(part.count()).isEqualTo(2);
    assertThat(body(part))
        .isEqualTo(
            """
            {"index":{"_index":"a","_id":"x"}}
            {"number":0}
            {"index":{"_index":"c","_id":"z"}}
            {"number":2}
            """);
    assertThat(body(three().part(1, 3)))
        .endsWith("{\"number\":1}\n{\"index\":{\"_index\":\"c\",\"_id\":\"z\"}}\n{\"number\":2}\n");
    assertThat(three().parts(List.of()).count()).isZero();
  }

  @Test
  void aRefusedDocumentIsNamedWithItsJson() {
    Refusal refusal = three().part(1, 3).refusal(0, "no");
    assertThat(refusal.index()).isEqualTo("b");
    assertThat(refusal.id()).contains("|Pulse1|1970-01-01T00:00:00Z");
    assertThat(new String(refusal.document(), UTF_8)).isEqualTo("{\"number\":1}");
  }

  @Test
  void isUsedAgainAfterItWasCleared() {
    Bulk bulk = three();
    bulk.clear();
    assertThat(bulk.count()).isZero();
    bulk.begin("a", "x").beginObject().number("number", 0).endObject();
    bulk.end();
    assertThat(body(bulk))
        .isEqualTo("{\"index\":{\"_index\":\"a\",\"_id\":\"x\"}}\n{\"number\":0}\n");
  }

  private static Bulk three() {
    Bulk bulk = new Bulk(16);
    bulk.begin("a", "x").beginObject().number("number", 0).endObject();
    bulk.end();
    bulk.begin("b", "m\"", "Pulse1", 0).beginObject().number("number", 1).endObject();
    bulk.end();
    bulk.begin("c", "z").beginObject().number("number", 2).endObject();
    bulk.end();
    return bulk;
  }

  private static String body(Bulk bulk) {
    return new String(bulk.array(), 0, bulk.bytes(), UTF_8);
  }
}
