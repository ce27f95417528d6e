package io.watershed.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void isWhatTheBuildFilledIn() {
    assertThat(Version.text("2.1.0")).isEqualTo("Watershed 2.1.0");
  }

  @Test
  void isUnknownWhereNoBuildFilledItIn() {
    assertThat(Version.text("${project.version}")).isEqualTo("Watershed, not packaged");
  }

  @Test
  void isReadOfTheFileThatLiesBesideTheClasses() {
    assertThat(Version.text()).matches("Watershed(, not packaged| \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?)");
  }
}
