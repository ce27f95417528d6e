package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import as processes with an environment and outputs of their own. */
@Tag("slow")
class ImportProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "correct horse";

  private final FakeKibana kibana = new FakeKibana();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    kibana.close();
  }

  @Test
  void takesThePasswordFromTheEnvironmentAndPrintsItNowhere() throws Exception {
    String pair =
        Base64.getEncoder().encodeToString(("anna:" + SECRET).getBytes(StandardCharsets.UTF_8));
    kibana.letIn("Basic " + pair);
    kibana.unready(1);

    assertThat(serving(Map.of("WATERSHED_KIBANA_PASSWORD", SECRET), "anna")).isZero();
    assertThat(output("out")).contains("created  dashboard  Pipeline health");
    assertThat(output("err"))
        .contains("waiting for Kibana at " + kibana.url() + ": it is unavailable")
        .contains("importing");
    assertThat(output("out") + output("err")).doesNotContain(SECRET, pair);
  }

  @Test
  void printsNoSecretWhenKibanaRefuses() throws Exception {
    kibana.letIn("somebody else");

    assertThat(serving(Map.of("WATERSHED_KIBANA_PASSWORD", SECRET), "anna")).isEqualTo(1);
    assertThat(output("err"))
        .contains("does not let anna in (status 401)")
        .doesNotContain("at io.");
    assertThat(output("out")).isEmpty();
    String pair =
        Base64.getEncoder().encodeToString(("anna:" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(output("err")).doesNotContain(SECRET, pair);
  }

  @Test
  void endsWithTwoWhenThePasswordIsMissing() throws Exception {
    assertThat(serving(Map.of(), "anna")).isEqualTo(2);
    assertThat(output("err")).contains("--user anna needs a password in the environment variable");
    assertThat(kibana.requests("/")).isEmpty();
  }

  /** What the one-shot container of docker-compose.yml runs. */
  @Test
  void theContainersScriptImportsTheSameOnceAndMarksIt() throws Exception {
    assumeThat(Path.of("/usr/bin/curl")).as("the script needs curl").exists();
    Path mark = folder.resolve("imported");
    Process script = script(mark);
    try {
      await("the mark").atMost(PATIENCE).until(() -> Files.exists(mark));
      assertThat(script.isAlive()).as("it idles").isTrue();
    } finally {
      script.destroy();
    }
    assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(kibana.requests("/api/saved_objects/_import?overwrite=true"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(new String(sent.file(), StandardCharsets.UTF_8).lines())
                    .containsExactlyInAnyOrderElementsOf(
                        new String(
                                SavedObjects.in(KibanaFiles.FOLDER).ndjson(),
                                StandardCharsets.UTF_8)
                            .lines()
                            .toList()));
  }

  @Test
  void theContainersScriptFailsWhenSomethingIsNotTaken() throws Exception {
    assumeThat(Path.of("/usr/bin/curl")).as("the script needs curl").exists();
    kibana.refuse("watershed-alerts", "no");
    Path mark = folder.resolve("imported");
    Process script = script(mark);

    assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).isEqualTo(1);
    assertThat(mark).doesNotExist();
  }

  private Process script(Path mark) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            Settings.home().resolve("docker/kibana/import.sh").toString(),
            KibanaFiles.FOLDER.toString(),
            mark.toString());
    builder.environment().put("KIBANA_URL", kibana.url());
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private int serving(Map<String, String> environment, String user) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dwatershed.home=" + Settings.home(),
                "-Dlog4j2.configurationFile=" + Settings.home().resolve("conf/log4j2.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.watershed.serving.ServingMain",
                "kibana",
                "import",
                "--url",
                kibana.url(),
                "--user",
                user));
    builder.environment().remove("WATERSHED_KIBANA_PASSWORD");
    builder.environment().remove("WATERSHED_KIBANA_API_KEY");
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the import did not end: " + output("err"));
    }
    return process.exitValue();
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
