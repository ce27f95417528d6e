package io.watershed.speed.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.Indices;
import io.watershed.core.window.Disposition;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommonDocumentsTest {

  @Test
  void aHealthDocumentHasEveryFieldOfItsTemplate() throws IOException {
    ArrivalCounts counts = new ArrivalCounts();
    counts.hour(480_000).count(Disposition.ACCEPTED);
    counts.hour(480_000).count(Disposition.LATE);
    counts.hour(481_000).countDeadLetters(2);
    JsonLines json = new JsonLines(64);
    CommonDocuments.health(
        json,
        new BatchIdentity("q", 3),
        "meter-readings",
        0,
        counts.total(),
        new BatchFigures(5, 1, 0),
        1_700_000_000_000L);
    JsonNode document = new ObjectMapper().readTree(json.copy(0, json.size()));
    assertThat(fields(document))
        .containsExactlyInAnyOrderElementsOf(
            fields(template("pipeline-health").at("/template/mappings/properties")));
    assertThat(document.get("topic").asText()).isEqualTo("meter-readings");
    assertThat(document.get("messages").asLong()).isEqualTo(4);
    assertThat(document.get("dead_letters").asLong()).isEqualTo(2);
  }

  @Test
  void templatesAreStrict() throws IOException {
    for (Index index : Indices.OF_SPEED_LAYER) {
      assertThat(template(index.name()).at("/template/mappings/dynamic").asText())
          .as(index.name())
          .isEqualTo("strict");
    }
  }

  private static JsonNode template(String name) throws IOException {
    return new ObjectMapper().readTree(IndexTemplates.json(name));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
