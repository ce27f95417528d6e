package io.watershed.serving;

import io.watershed.core.failure.ExitCode;
import io.watershed.serving.kibana.KibanaCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The serving layer's command line. Standard output carries results alone. Exit codes: 0 done, 1
 * failed, 2 bad input.
 */
@Command(
    name = "serving",
    description = "Hands the batch views to people and their tools.",
    mixinStandardHelpOptions = true,
    subcommands = {ExportCommand.class, ServeCommand.class, KibanaCommand.class})
public final class ServingMain {

  private static final Logger LOG = LoggerFactory.getLogger(ServingMain.class);

  private ServingMain() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new ServingMain())
        .setParameterExceptionHandler(ServingMain::reportBadInput)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> ExitCode.of(problem, LOG::error))
        .execute(arguments);
  }

  private static int reportBadInput(ParameterException problem, String[] arguments) {
    LOG.error("{}", problem.getMessage());
    return CommandLine.ExitCode.USAGE;
  }
}
