package io.watershed.serving.kibana;

import io.watershed.core.settings.Settings;
import io.watershed.serving.kibana.Outcome.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serving kibana import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Waits for Kibana and creates or updates the data views, searches and dashboards of the"
          + " folder kibana. It can be run again.",
      "A password comes from the environment variable WATERSHED_KIBANA_PASSWORD; instead of a user"
          + " and a password there can be a key in WATERSHED_KIBANA_API_KEY."
    })
final class ImportCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ImportCommand.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_WAIT = 3600;
  private static final String FIRST_TO_SEE = "watershed-fleet-overview";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The address of Kibana. Default: the setting kibana.url.")
  private String url;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who imports, where Kibana asks. Default: the setting kibana.user.")
  private String user;

  @Option(
      names = "--space",
      paramLabel = "ID",
      description = "The space to import into. Default: Kibana's default space.")
  private String space;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait for Kibana. Default: ${DEFAULT-VALUE}.")
  private int wait;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.load();
    KibanaAddress address;
    KibanaLogin login;
    try {
      address =
          KibanaAddress.of(
              url == null ? settings.string("kibana.url") : url, Optional.ofNullable(space));
      login = KibanaLogin.of(Optional.ofNullable(user), settings);
      if (wait < 0 || wait > LONGEST_WAIT) {
        throw new IllegalArgumentException(
            "--wait " + wait + " is not allowed: it must be from 0 to " + LONGEST_WAIT);
      }
    } catch (IllegalArgumentException notAllowed) {
      throw new ParameterException(spec.commandLine(), notAllowed.getMessage(), notAllowed);
    }
    if (login.header().isPresent() && address.isOpenToEavesdroppers()) {
      LOG.warn("the credentials go to {} unencrypted; prefer https", address);
    }
    SavedObjects objects = SavedObjects.in(Settings.home().resolve("kibana"));
    KibanaImport job =
        new KibanaImport(
            new KibanaClient(address, login), address, PAUSE, line -> LOG.info("{}", line));
    return print(job.run(objects, Duration.ofSeconds(wait)), address);
  }

  private int print(List<Outcome> outcomes, KibanaAddress address) {
    PrintWriter out = spec.commandLine().getOut();
    for (Outcome outcome : outcomes) {
      String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT);
      out.printf("%-8s %-10s %s", verdict, outcome.object().kind(), outcome.object().title());
      out.println(outcome.reason().isEmpty() ? "" : ": " + outcome.reason());
    }
    long failed = count(outcomes, Verdict.FAILED);
    out.printf(
        "%d created, %d updated, %d failed at %s%n",
        count(outcomes, Verdict.CREATED), count(outcomes, Verdict.UPDATED), failed, address);
    outcomes.stream()
        .filter(outcome -> outcome.verdict() != Verdict.FAILED)
        .filter(outcome -> outcome.object().id().equals(FIRST_TO_SEE))
        .forEach(
            outcome ->
                out.println("see " + address.inSpace("/app/dashboards#/view/" + outcome.id())));
    out.flush();
    return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static long count(List<Outcome> outcomes, Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
  }
}
