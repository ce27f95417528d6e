package io.watershed.cluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WatershedMainTest {
  private static final String DATA_DIR = "watershed.data-dir";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void useTheFolder() {
    System.setProperty(DATA_DIR, folder.resolve("var").toString());
  }

  @AfterEach
  void forgetTheFolder() {
    System.clearProperty(DATA_DIR);
  }

  private int run(String... arguments) {
    CommandLine command = WatershedMain.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "demo",
        "replay",
        "batch",
        "export",
        "reconcile",
        "kibana",
        "status",
        "stop",
        "clean",
        "benchmark"
      })
  void everyVerbExplainsItself(String verb) {
    assertThat(run(verb, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: run_pipeline.sh " + verb);
  }

  @Test
  void importIntoKibanaExplainsItself() {
    assertThat(run("kibana", "import", "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: run_pipeline.sh kibana import", "--url", "--user", "--space", "--wait")
        .contains("WATERSHED_KIBANA_PASSWORD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kibana|Missing required subcommand",
        "kibana import --wait long" + "|Invalid value for option '--wait': 'long' is not an int",
        "batch --from 2026-02-01 --to 2026-01-01"
            + "|--to 2026-01-01 lies before --from 2026-02-01: the first day must come first",
        "batch --from 01.02.2026|--from 01.02.2026 is no date: it must look like 2026-01-31",
        "export --to 2026-02-30|--to 2026-02-30 is no date: it must look like 2026-01-31",
        "demo --days 0|--days 0 is not allowed: it must be from 1 to 366",
        "replay --format daiad /no/such/file|PATH /no/such/file does not exist or cannot be read",
        "replay --format daiad --speed slow /"
            + "|--speed slow is not allowed: it must be max or a number with x, such as 60x",
        "replay --format xls /"
            + "|Invalid value for option '--format': expected one of [qld, daiad] (case-sensitive)"
            + " but was 'xls'",
        "benchmark weather"
            + "|Invalid value for positional parameter at index 0 (WHAT): expected one of [speed, serving, forecast]"
            + " (case-sensitive) but was 'weather'",
        "fly|Unmatched argument at index 0: 'fly'"
      })
  void badInputIsOneSentenceAndExitCodeTwo(String line, String sentence) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines().toList()).first().isEqualTo(sentence);
    assertThat(out.toString()).isEmpty();
    assertThat(folder.resolve("var")).as("nothing is written").doesNotExist();
  }

  @Test
  void statusOfNothingHasAnExitCodeOfItsOwn() {
    assertThat(run("status")).isEqualTo(3);
    assertThat(out.toString()).startsWith("no pipeline runs on ");
  }

  @Test
  void statusOfNothingAsJson() {
    assertThat(run("status", "--json")).isEqualTo(3);
    assertThat(out.toString().strip()).isEqualTo("{\"running\":false,\"healthy\":false}");
  }

  @Test
  void stopOfNothingIsFine() {
    assertThat(run("stop")).isZero();
    assertThat(err.toString()).contains("no pipeline runs on ");
  }

  @Test
  void cleanRemovesTheDataFolder() throws IOException {
    Path file = folder.resolve("var/kafka/data/segment");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");

    assertThat(run("clean", "--yes")).isZero();

    assertThat(folder.resolve("var")).doesNotExist();
  }

  @Test
  void readableReportsShowGroupsAndCounts() {
    String text =
        ReadableReport.of(
            ReadableReport.parse(
                "{\"agrees\":true,\"rowsInHive\":1234567,\"deadLetters\":{\"not-json\":3}}"));

    assertThat(text.lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
        .containsExactly("agrees yes", "rows in hive 1,234,567", "dead letters", "not-json 3");
  }

  @Test
  void linesAreCutWithoutCountingColours() {
    assertThat(StatusText.cut("\033[1mab\033[0mcd", 3)).isEqualTo("\033[1mab\033[0mc\033[0m");
    assertThat(StatusText.cut("abcd", 4)).isEqualTo("abcd");
  }
}
