package io.watershed.serving.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ConnectionFilesTest {

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "hive.jdbc-url",
          "jdbc:hive2://hive.example:10001/other;ssl=true;password=opensesame?x=1",
          "hive.user",
          "somebody",
          "hive.password",
          "topsecret",
          "hive.database",
          "meters");

  @TempDir private Path folder;

  @Test
  void tableauIsToldWhereHiveIs() throws Exception {
    Element connection = connection(tableau(Map.of()));
    assertThat(connection.getAttribute("jdbcurl")).startsWith("jdbc:hive2://127.0.0.1:10000/iot?");
    assertThat(connection.getAttribute("schema")).isEqualTo("iot");

    Document other = tableau(ELSEWHERE);
    assertThat(connection(other).getAttribute("jdbcurl"))
        .isEqualTo(
            "jdbc:hive2://hive.example:10001/meters?hive.vectorized.execution.enabled=false");
    assertThat(attributes(other, "relation", "table"))
        .contains("[meters].[daily_stats]", "[meters].[v_problem_meters]");
  }

  @Test
  void everyColumnIsMappedCaptionedAndNamedOnce() throws Exception {
    Document file = tableau(Map.of());

    List<String> mapped = attributes(file, "map", "key");
    List<String> columns = attributes(file, "column", "name");
    assertThat(mapped).doesNotHaveDuplicates();
    assertThat(columns).doesNotHaveDuplicates().containsAll(mapped);
    assertThat(columns.size() - mapped.size()).as("calculated fields").isEqualTo(2);
    assertThat(attributes(file, "column", "caption"))
        .doesNotHaveDuplicates()
        .allMatch(caption -> caption.matches("[A-Z][A-Za-z() ]+"));
    assertThat(attributes(file, "column", "role")).containsOnly("dimension", "measure");
    assertThat(file.getElementsByTagName("metadata-record").getLength()).isEqualTo(mapped.size());
  }

  @Test
  void measuresAddUpOrAverageAndDatesLookLikeDates() throws Exception {
    Document file = tableau(Map.of());
    assertThat(column(file, "[total_value]").getAttribute("aggregation")).isEqualTo("Sum");
    assertThat(column(file, "[avg_value]").getAttribute("aggregation")).isEqualTo("Avg");
    assertThat(column(file, "[postcode]").getAttribute("role")).isEqualTo("dimension");
    assertThat(column(file, "[local_date]").getAttribute("default-format"))
        .isEqualTo("*yyyy-MM-dd");
  }

  @Test
  void relationshipsNameColumnsAndTablesThatAreThere() throws Exception {
    Document file = tableau(Map.of());
    Set<String> known = new HashSet<>(attributes(file, "column", "name"));
    List<String> related = new ArrayList<>(attributes(file, "expression", "op"));
    related.removeAll(List.of("AND", "="));
    assertThat(related).hasSize(4).doesNotHaveDuplicates().allMatch(known::contains);
    List<String> objects = attributes(file, "object", "id");
    assertThat(objects).containsAll(attributes(file, "first-end-point", "object-id"));
    assertThat(objects).containsAll(attributes(file, "second-end-point", "object-id"));
  }

  @Test
  void powerBiIsToldWhereHiveIs() throws IOException {
    JsonNode file = new ObjectMapper().readTree(files(ELSEWHERE).powerBi());
    JsonNode connection = file.at("/connections/0");
    assertThat(file.get("version").asText()).isEqualTo("0.1");
    assertThat(file.get("connections")).hasSize(1);
    assertThat(connection.at("/details/protocol").asText()).isEqualTo("odbc");
    assertThat(connection.at("/details/address/options/host").asText()).isEqualTo("hive.example");
    assertThat(connection.at("/details/address/options/port").asText()).isEqualTo("10001");
    assertThat(connection.at("/details/address/options/schema").asText()).isEqualTo("meters");
    assertThat(
            connection
                .at("/details/address/options")
                .get("ssp_hive.vectorized.execution.enabled")
                .asText())
        .isEqualTo("false");
    assertThat(connection.get("mode").asText()).isEqualTo("Import");
  }

  @Test
  void noSecretAndNoUserIsInTheFiles() {
    ConnectionFiles files = files(ELSEWHERE);
    assertThat(files.tableau() + files.powerBi())
        .doesNotContain("opensesame", "topsecret", "somebody", "ssl");
  }

  @Test
  void textIsEscaped() throws Exception {
    Document file = tableau(Map.of("hive.database", "a\"<&b"));
    assertThat(connection(file).getAttribute("schema")).isEqualTo("a\"<&b");
  }

  @Test
  void aUrlWithoutAHostIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> files(Map.of("hive.jdbc-url", "jdbc:hive2:///iot;password=secret")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.hive.jdbc-url")
        .hasMessageContaining("jdbc:hive2://127.0.0.1:10000/")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theDefaultPortIsHivesAndOfSeveralHostsTheFirstCounts() {
    assertThat(files(Map.of("hive.jdbc-url", "jdbc:hive2://one,two:1/iot")).tableau())
        .contains("jdbc:hive2://one:10000/iot");
    assertThat(files(Map.of("hive.jdbc-url", "jdbc:hive2://[::1]:77/")).tableau())
        .contains("jdbc:hive2://[::1]:77/iot");
  }

  @Test
  void writingReplacesOlderFilesAndLeavesNothingElse() throws IOException {
    Files.writeString(folder.resolve("watershed.tds"), "older");
    ConnectionFiles files = files(Map.of());

    assertThat(files.write(folder))
        .containsExactlyInAnyOrder(
            folder.resolve("watershed.tds"), folder.resolve("watershed.pbids"));

    assertThat(folder.resolve("watershed.tds")).hasContent(files.tableau());
    try (var all = Files.list(folder)) {
      assertThat(all).hasSize(2);
    }
  }

  private static ConnectionFiles files(Map<String, String> overrides) {
    return ConnectionFiles.from(Settings.of(overrides));
  }

  private static Document tableau(Map<String, String> overrides) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(files(overrides).tableau())));
  }

  private static Element connection(Document file) {
    return elements(file, "connection").stream()
        .filter(connection -> connection.hasAttribute("jdbcurl"))
        .findFirst()
        .orElseThrow();
  }

  private static Element column(Document file, String name) {
    return elements(file, "column").stream()
        .filter(column -> column.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> attributes(Document file, String element, String attribute) {
    return elements(file, element).stream()
        .map(found -> found.getAttribute(attribute))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static List<Element> elements(Document file, String name) {
    NodeList nodes = file.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
