package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingMainTest {

  @TempDir private Path folder;

  @Test
  void refusesARangeThatRunsBackwardsAndWritesNothing() {
    Path out = folder.resolve("exports");

    int code =
        ServingMain.run(
            "export", "--out", out.toString(), "--from", "2022-07-14", "--to", "2022-07-13");

    assertThat(code).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesADateThatIsNone() {
    assertThat(ServingMain.run("export", "--from", "July")).isEqualTo(2);
  }

  @Test
  void refusesAFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    assertThat(ServingMain.run("export", "--out", file.toString())).isEqualTo(2);
    assertThat(file).hasContent("kept");
  }

  @Test
  void refusesACommandThatIsNone() {
    assertThat(ServingMain.run("import")).isEqualTo(2);
    assertThat(ServingMain.run()).isEqualTo(2);
  }

  @Test
  void explainsItself() {
    assertThat(ServingMain.run("--help")).isZero();
    assertThat(ServingMain.run("export", "--help")).isZero();
  }
}
