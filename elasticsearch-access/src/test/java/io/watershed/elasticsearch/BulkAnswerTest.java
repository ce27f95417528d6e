package io.watershed.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BulkAnswerTest {

  @Test
  void everyItemIsLookedAt() throws IOException {
    BulkAnswer answer =
        read(
            """
            {"items":[{"index":{"status":201}},{"index":{"status":200}},
            {"index":{"status":400,"error":{"type":"document_parsing_exception","reason":"no"}}},
            {"index":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"x"}}},
            {"index":{"status":403,"error":{"type":"cluster_block_exception","reason":"disk"}}},
            {"index":{"status":503,"error":{"type":"unavailable_shards_exception","reason":"y"}}}]}
            """);
    assertThat(answer.items())
        .extracting(BulkAnswer.Item::status)
        .containsExactly(200, 200, 400, 429, 403, 503);
    assertThat(answer.items())
        .extracting(BulkAnswer.Item::done)
        .containsExactly(true, true, false, false, false, false);
    assertThat(answer.items())
        .extracting(BulkAnswer.Item::retryable)
        .containsExactly(false, false, false, true, true, true);
    assertThat(answer.items().get(2).problem()).isEqualTo("400 document_parsing_exception: no");
  }

  @Test
  void anAnswerToSomethingElseHasNoItems() throws IOException {
    assertThat(read("{\"acknowledged\":true}").items()).isEmpty();
  }

  private static BulkAnswer read(String json) throws IOException {
    return BulkAnswer.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
