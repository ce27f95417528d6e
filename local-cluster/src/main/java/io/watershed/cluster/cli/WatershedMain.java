package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.PipelineException;
import io.watershed.cluster.pipeline.StepFailedException;
import io.watershed.cluster.process.NotBuiltException;
import io.watershed.cluster.server.PortInUseException;
import io.watershed.cluster.server.ServerFailedException;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.settings.Version;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of the whole. Exit codes: 0 done, 1 failed, 2 bad input, 3 nothing runs. Results
 * go to standard output, all else to standard error.
 */
@Command(
    name = "run_pipeline.sh",
    mixinStandardHelpOptions = true,
    header = "Meters through Kafka, Spark, HDFS, Elasticsearch and Hive on one machine.",
    description = {
      "Without a command it does what 'up' does.",
      "Settings: watershed.conf in the project folder; core/src/main/resources/reference.conf names"
          + " all of them."
    },
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      ReplayCommand.class,
      BatchCommand.class,
      ExportCommand.class,
      ReconcileCommand.class,
      ForecastCommand.class,
      KibanaCommand.class,
      StatusCommand.class,
      StopCommand.class,
      CleanCommand.class,
      BenchmarkCommand.class,
      CommandLine.HelpCommand.class
    })
public final class WatershedMain implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private WatershedMain() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, for tests too. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new WatershedMain());
    line.getCommandSpec().version(Version.text());
    return line.setParameterExceptionHandler(WatershedMain::reportBadInput)
        .setExecutionExceptionHandler(WatershedMain::report);
  }

  @Override
  public Integer call() {
    return spec.commandLine().getSubcommands().get("up").execute();
  }

  private static int reportBadInput(ParameterException problem, String[] arguments) {
    PrintWriter err = problem.getCommandLine().getErr();
    err.println(oneLine(problem.getMessage()));
    err.println("See " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (isExpected(problem)) {
      err.println(oneLine(problem.getMessage()));
    } else {
      problem.printStackTrace(err);
    }
    err.flush();
    if (problem instanceof SettingsException) {
      return CommandLine.ExitCode.USAGE;
    }
    if (problem instanceof StepFailedException step) {
      return step.exitCode() == CommandLine.ExitCode.USAGE ? 2 : 1;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean isExpected(Exception problem) {
    return problem instanceof PipelineException
        || problem instanceof SettingsException
        || problem instanceof ServerFailedException
        || problem instanceof PortInUseException
        || problem instanceof NotBuiltException
        || problem instanceof java.io.UncheckedIOException;
  }

  private static String oneLine(String message) {
    return message == null ? "failed without a message" : message.replaceAll("\\s*\\R\\s*", " ");
  }
}
