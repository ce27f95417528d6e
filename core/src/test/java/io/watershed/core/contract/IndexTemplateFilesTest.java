package io.watershed.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the index templates to the declared indices, name by name. */
class IndexTemplateFilesTest {

  private static final Path TEMPLATES = Settings.home().resolve("kibana/index-templates");

  static Stream<Index> indices() {
    return Indices.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("indices")
  void templateHasTheFieldsOfTheIndex(Index index) throws IOException {
    JsonNode template =
        new ObjectMapper().readTree(TEMPLATES.resolve(index.name() + ".json").toFile());
    Map<String, String> mapped = new TreeMap<>();
    template
        .at("/template/mappings/properties")
        .properties()
        .forEach(field -> mapped.put(field.getKey(), field.getValue().path("type").asText()));
    Map<String, String> declared = new TreeMap<>();
    index.fields().forEach(field -> declared.put(field.name(), field.type().mappingName()));

    assertThat(mapped).isEqualTo(declared);
    assertThat(template.path("index_patterns"))
        .extracting(JsonNode::asText)
        .containsExactly(index.pattern());
    assertThat(template.at("/template/mappings/dynamic").asText()).isEqualTo("strict");
  }

  @Test
  void everyTemplateIsOfADeclaredIndex() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".json", ""))
                  .collect(Collectors.toSet()))
          .isEqualTo(indices().map(Index::name).collect(Collectors.toSet()));
    }
  }
}
