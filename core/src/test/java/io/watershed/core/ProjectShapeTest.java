package io.watershed.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that fit a head, and modules whose classes know only what lies below them. */
class ProjectShapeTest {
  private static final int LONGEST_FILE = 350;
  private static final int MEDIAN_FILE = 80;

  /** From the ground up. Maven refuses circles by itself. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("core"),
          Set.of("forecast", "hive-access", "elasticsearch-access", "spark-access"),
          Set.of("s3-access", "simulator", "ingestion", "speed-layer", "batch-layer", "serving"),
          Set.of("local-cluster"),
          Set.of("system-tests"));

  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>io\\.watershed</groupId>\\s*<artifactId>([^<]+)</artifactId>"
              + "(?:(?!</dependency>).)*</dependency>",
          Pattern.DOTALL);

  @Test
  void noFileOfTheProgramIsLongAndMostAreShort() throws IOException {
    Map<String, Long> lengths = new TreeMap<>();
    for (String module : floors().keySet()) {
      try (Stream<Path> files = Files.walk(Settings.home().resolve(module).resolve("src"))) {
        files
            .filter(file -> file.toString().matches(".*/src/main/.*\\.(java|js)"))
            .forEach(file -> lengths.put(file.toString(), lines(file)));
      }
    }

    assertThat(lengths)
        .allSatisfy((file, lines) -> assertThat(lines).as(file).isLessThanOrEqualTo(LONGEST_FILE));
    List<Long> sorted = lengths.values().stream().sorted().toList();
    assertThat(sorted.get(sorted.size() / 2)).isLessThanOrEqualTo(MEDIAN_FILE);
  }

  @Test
  void aModuleKnowsOnlyWhatLiesBelowIt() throws IOException {
    Map<String, Integer> floors = floors();
    for (String module : floors.keySet()) {
      for (String known : knownTo(module)) {
        assertThat(floors.get(known))
            .as("the floor of %s, which %s knows", known, module)
            .isLessThan(floors.get(module));
      }
    }
  }

  private static Map<String, Integer> floors() {
    Map<String, Integer> floors = new LinkedHashMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String module : FLOORS.get(floor)) {
        floors.put(module, floor);
      }
    }
    return floors;
  }

  /** The modules that a module's classes need; tests may need any, such as the servers. */
  private static Set<String> knownTo(String module) throws IOException {
    String pom = Files.readString(Settings.home().resolve(module).resolve("pom.xml"));
    Set<String> modules = floors().keySet();
    return DEPENDENCY
        .matcher(pom)
        .results()
        .filter(dependency -> !dependency.group().contains("<scope>test</scope>"))
        .map(dependency -> dependency.group(1))
        .filter(modules::contains)
        .collect(Collectors.toSet());
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
