package io.watershed.serving.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.serving.kibana.FakeKibana.Request;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ImportCommandTest {
  private static final String PASSWORD = "watershed.kibana.password";
  private static final String KEY = "watershed.kibana.api-key";
  private static final int OBJECTS = KibanaFiles.objects().size();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicReference<Exception> problem = new AtomicReference<>();
  private final FakeKibana kibana = new FakeKibana();

  @AfterEach
  void stop() {
    System.clearProperty(PASSWORD);
    System.clearProperty(KEY);
    kibana.close();
  }

  private int run(String... options) {
    List<String> words = new java.util.ArrayList<>(List.of("import"));
    words.addAll(List.of(options));
    return new CommandLine(new KibanaCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              problem.set(thrown);
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(words.toArray(String[]::new));
  }

  @Test
  void waitsForKibanaAndSendsWhatTheFilesHold() {
    kibana.unready(2);

    assertThat(run("--url", kibana.url() + "/", "--wait", "60")).isZero();

    assertThat(kibana.requests("/api/status")).hasSize(3);
    assertThat(kibana.requests("/api/saved_objects")).hasSize(1);
    Request sent = kibana.requests("/api/saved_objects").get(0);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.target()).isEqualTo("/api/saved_objects/_import?overwrite=true");
    assertThat(sent.headers()).containsEntry("kbn-xsrf", "watershed");
    assertThat(sent.headers()).doesNotContainKey("authorization");
    assertThat(sent.file()).isEqualTo(SavedObjects.in(KibanaFiles.FOLDER).ndjson());
    assertThat(out.toString().lines())
        .contains("created  dashboard  Fleet overview", "created  data view  Watershed: alerts")
        .contains(OBJECTS + " created, 0 updated, 0 failed at " + kibana.url())
        .contains("see " + kibana.url() + "/app/dashboards#/view/watershed-fleet-overview");
  }

  @Test
  void updatesWhatIsThereWhenItIsRunAgain() {
    assertThat(run("--url", kibana.url())).isZero();
    assertThat(run("--url", kibana.url())).isZero();

    assertThat(out.toString().lines())
        .contains("updated  dashboard  Fleet overview")
        .contains("0 created, " + OBJECTS + " updated, 0 failed at " + kibana.url());
  }

  @Test
  void saysWhichObjectFailedAndWhy() {
    kibana.refuse("watershed-alerts", "Document \"watershed-alerts\" is too new");
    kibana.forget("watershed-meter-detail");

    assertThat(run("--url", kibana.url())).isEqualTo(1);

    assertThat(out.toString().lines())
        .contains(
            "failed   dashboard  Alerts: Document \"watershed-alerts\" is too new",
            "failed   data view  Watershed: alerts: Document \"watershed-alerts\" is too new",
            "failed   dashboard  Meter detail: Kibana's answer does not mention it")
        .contains((OBJECTS - 3) + " created, 0 updated, 3 failed at " + kibana.url())
        .contains("see " + kibana.url() + "/app/dashboards#/view/watershed-fleet-overview");
  }

  @Test
  void namesWhatAnObjectLacks() {
    var answer =
        KibanaFiles.parse(
            """
            {"success":false,"successCount":0,"errors":[{"type":"dashboard","id":"a","error":
            {"type":"missing_references","references":[{"type":"search","id":"gone"}]}}]}""");

    assertThat(ImportAnswer.read(List.of(new SavedObject("dashboard", "a", "A")), answer))
        .extracting(Outcome::reason)
        .containsExactly("it refers to what Kibana does not have: search gone");
  }

  /** Kibana keeps ids unique over all spaces. */
  @Test
  void knowsAnObjectThatKibanaKeepsUnderAnotherId() {
    var answer =
        KibanaFiles.parse(
            """
            {"success":true,"successCount":1,"successResults":[{"type":"dashboard","id":"a",
            "destinationId":"b","overwrite":true}]}""");
    SavedObject sent = new SavedObject("dashboard", "a", "A");

    assertThat(ImportAnswer.read(List.of(sent), answer))
        .containsExactly(new Outcome(sent, "b", Outcome.Verdict.UPDATED, ""));
  }

  @Test
  void importsIntoASpace() {
    assertThat(run("--url", kibana.url(), "--space", "water")).isZero();

    assertThat(kibana.requests("/s/water/api/saved_objects/_import")).hasSize(1);
    assertThat(kibana.requests("/api/status")).hasSize(1);
  }

  @Test
  void logsInWithThePasswordOfTheEnvironment() {
    System.setProperty(PASSWORD, "s3cret:ü");
    String pair = "anna:s3cret:ü";
    kibana.letIn(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));

    assertThat(run("--url", kibana.url(), "--user", "anna")).isZero();
    assertThat(out.toString() + err).doesNotContain("s3cret");
  }

  @Test
  void logsInWithAKey() {
    System.setProperty(KEY, "a2V5");
    kibana.letIn("ApiKey a2V5");

    assertThat(run("--url", kibana.url())).isZero();
    assertThat(out.toString() + err).doesNotContain("a2V5");
  }

  @Test
  void doesNotWaitForAKibanaThatRefusesTheUser() {
    kibana.letIn("Basic somebody else");
    System.setProperty(PASSWORD, "s3cret");

    assertThat(run("--url", kibana.url(), "--user", "anna", "--wait", "600")).isEqualTo(1);

    assertThat(kibana.requests("/")).hasSize(1);
    assertThat(problem.get())
        .isInstanceOf(KibanaException.class)
        .hasMessage(
            "Kibana at %s does not let anna in (status 401): unable to authenticate user",
            kibana.url());
  }

  @Test
  void tellsHowToLogInWhereNobodyIsRefused() {
    kibana.letIn("Basic somebody");

    assertThat(run("--url", kibana.url())).isEqualTo(1);
    assertThat(problem.get())
        .hasMessageContaining("does not let nobody in")
        .hasMessageEndingWith(
            "give --user with the environment variable WATERSHED_KIBANA_PASSWORD, or"
                + " WATERSHED_KIBANA_API_KEY");
  }

  @Test
  void givesUpWhenKibanaIsNotReadyInTime() {
    kibana.unready(1);

    assertThat(run("--url", kibana.url(), "--wait", "0")).isEqualTo(1);

    assertThat(problem.get())
        .isInstanceOf(KibanaException.class)
        .hasMessage(
            "Kibana at %s was not ready within 0 s: it is unavailable (Waiting for saved objects)",
            kibana.url());
    assertThat(kibana.requests("/api/saved_objects")).isEmpty();
  }

  @Test
  void givesUpWhereNothingListens() {
    kibana.close();

    assertThat(run("--url", kibana.url(), "--wait", "0")).isEqualTo(1);
    assertThat(problem.get()).hasMessageEndingWith("within 0 s: it does not answer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--url ftp://127.0.0.1|--url ftp://127.0.0.1 is not allowed: it must be an address such as"
            + " http://127.0.0.1:5601",
        "--url kibana|--url kibana is not allowed: it must be an address such as"
            + " http://127.0.0.1:5601",
        "--url http://a/?b=c|--url http://a/?b=c is not allowed: it must be an address such as"
            + " http://127.0.0.1:5601",
        "--url http://anna:s3cret@kibana|--url must not hold a user or a password: give --user, and"
            + " the password in the environment variable WATERSHED_KIBANA_PASSWORD",
        "--url http://anna:s3cret@ki^bana|--url http://…@ki^bana is not allowed: it must be an"
            + " address such as http://127.0.0.1:5601",
        "--space ../x|--space ../x is not allowed: it must be the id of a space, of a-z, 0-9, _ and"
            + " -",
        "--wait -1|--wait -1 is not allowed: it must be from 0 to 3600",
        "--wait soon|Invalid value for option '--wait': 'soon' is not an int",
        "--user anna|--user anna needs a password in the environment variable"
            + " WATERSHED_KIBANA_PASSWORD",
        "--user an:na|--user an:na is not allowed: it must be a name without a colon"
      })
  void badInputIsOneSentenceAndExitCodeTwo(String options, String sentence) {
    assertThat(run(options.split(" "))).isEqualTo(2);

    assertThat(err.toString().lines().toList()).first().isEqualTo(sentence);
    assertThat(err.toString()).doesNotContain("s3cret");
    assertThat(kibana.requests("/")).isEmpty();
  }

  @Test
  void aUserAndAKeyExcludeEachOther() {
    System.setProperty(PASSWORD, "s3cret");
    System.setProperty(KEY, "a2V5");

    assertThat(run("--url", kibana.url(), "--user", "anna")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--user anna and the environment variable WATERSHED_KIBANA_API_KEY exclude")
        .doesNotContain("s3cret", "a2V5");
  }
}
