package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.ModuleCommand;
import io.watershed.cluster.pipeline.PipelineOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What concerns Kibana. */
@Command(
    name = "kibana",
    mixinStandardHelpOptions = true,
    description = "Brings the dashboards into Kibana.",
    subcommands = KibanaCommand.Import.class)
final class KibanaCommand {

  /** Creates or updates the dashboards. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Waits for Kibana and creates or updates the data views, searches and dashboards of the"
            + " folder kibana. It can be run again, and starts no server.",
        "A password comes from the environment variable WATERSHED_KIBANA_PASSWORD; instead of a"
            + " user and a password there can be a key in WATERSHED_KIBANA_API_KEY."
      })
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "The address of Kibana (default: the setting kibana.url).")
    private String url;

    @Option(
        names = "--user",
        paramLabel = "NAME",
        description = "Who imports, where Kibana asks (default: the setting kibana.user).")
    private String user;

    @Option(
        names = "--space",
        paramLabel = "ID",
        description = "The space to import into (default: Kibana's default space).")
    private String space;

    @Option(
        names = "--wait",
        paramLabel = "SECONDS",
        description = "How long to wait for Kibana, 0 to 3600 (default: 120).")
    private Integer wait;

    @Override
    public Integer call() throws IOException {
      ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
      PrintWriter out = spec.commandLine().getOut();
      int exitCode =
          ModuleCommand.importIntoKibana(
              PipelineOptions.in(Session.data()), arguments(), out::println, progress::say);
      out.flush();
      return exitCode;
    }

    private List<String> arguments() {
      List<String> arguments = new ArrayList<>();
      add(arguments, "--url", url);
      add(arguments, "--user", user);
      add(arguments, "--space", space);
      add(arguments, "--wait", wait);
      return arguments;
    }

    private static void add(List<String> arguments, String option, Object value) {
      if (value != null) {
        arguments.add(option + "=" + value);
      }
    }
  }
}
