package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedObjectsTest {
  private static final String DASHBOARD =
      "{\"type\":\"dashboard\",\"id\":\"d\",\"attributes\":{\"title\":\"Größe\"}}";

  @TempDir private Path folder;

  @Test
  void takesFilesInTheOrderOfTheirNamesAndLeavesOutTheDetailsOfAnExport() throws IOException {
    Files.createDirectory(folder.resolve("dashboards"));
    write("dashboards/d.ndjson", DASHBOARD + "\n\n{\"exportedCount\":1,\"missingRefCount\":0}\n");
    write(
        "a.ndjson",
        "{\"type\":\"index-pattern\",\"id\":\"d\",\"attributes\":{\"title\":\"x-*\",\"name\":\"X\"}}");
    write("README.md", "not an object");

    SavedObjects objects = SavedObjects.in(folder);

    assertThat(objects.objects())
        .containsExactly(
            new SavedObject("index-pattern", "d", "X"), new SavedObject("dashboard", "d", "Größe"));
    assertThat(new String(objects.ndjson(), StandardCharsets.UTF_8))
        .endsWith("}\n" + DASHBOARD + "\n")
        .hasLineCount(2);
  }

  @Test
  void namesFileAndLineOfWhatIsNoObject() throws IOException {
    write("a.ndjson", DASHBOARD + "\n{\"type\":");

    assertThatThrownBy(() -> SavedObjects.in(folder))
        .isInstanceOf(KibanaException.class)
        .hasMessageStartingWith(folder.resolve("a.ndjson") + " line 2 is not one JSON object: ");
  }

  @Test
  void refusesAnObjectWithoutAnId() throws IOException {
    write("a.ndjson", "{\"type\":\"dashboard\"}");

    assertThatThrownBy(() -> SavedObjects.in(folder))
        .hasMessage(folder.resolve("a.ndjson") + " line 1: a saved object has a type and an id");
  }

  @Test
  void refusesTheSameObjectTwice() throws IOException {
    write("a.ndjson", DASHBOARD + "\n");
    write("b.ndjson", DASHBOARD + "\n");

    assertThatThrownBy(() -> SavedObjects.in(folder))
        .hasMessage(folder.resolve("b.ndjson") + " line 1: dashboard d is there twice");
  }

  @Test
  void saysWhereNothingIs() {
    assertThatThrownBy(() -> SavedObjects.in(folder))
        .hasMessage("there is no .ndjson file in " + folder);
    assertThatThrownBy(() -> SavedObjects.in(folder.resolve("gone")))
        .hasMessage("the folder " + folder.resolve("gone") + " cannot be read");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
