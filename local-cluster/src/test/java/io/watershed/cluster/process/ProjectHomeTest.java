package io.watershed.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectHomeTest {

  @TempDir private Path root;
  private Path target;

  @BeforeEach
  void aModuleWhoseClassPathIsResolved() throws IOException {
    target = Files.createDirectories(root.resolve("rain/target"));
    Files.writeString(target.resolve("class-path.txt"), "/lib/one.jar\n");
  }

  private Path file(String name) throws IOException {
    return Files.createFile(target.resolve(name));
  }

  @Test
  void theJarOfAnyVersionComesBeforeWhatItNeeds() throws IOException {
    file("rain-1.0.0-tests.jar");
    file("rain-1.0.0-sources.jar");
    Path jar = file("rain-1.0.0.jar");
    assertThat(new ProjectHome(root).classPath("rain"))
        .containsExactly(jar, Path.of("/lib/one.jar"));
  }

  @Test
  void withoutAJarTheClassesAreTaken() throws IOException {
    Path classes = Files.createDirectory(target.resolve("classes"));
    assertThat(new ProjectHome(root).classPath("rain"))
        .containsExactly(classes, Path.of("/lib/one.jar"));
  }

  @Test
  void jarsOfTwoVersionsAreRefused() throws IOException {
    Path old = file("rain-1.0.0.jar");
    Path young = file("rain-1.1.0.jar");
    assertThatThrownBy(() -> new ProjectHome(root).classPath("rain"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessage(
            "module rain is built more than once (%s, %s): delete the jars of other versions",
            old, young);
  }

  @Test
  void whatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> new ProjectHome(root).classPath("rain"))
        .isInstanceOf(NotBuiltException.class)
        .hasMessageStartingWith("module rain is not built (" + target);
  }
}
