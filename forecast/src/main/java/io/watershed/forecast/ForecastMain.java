package io.watershed.forecast;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The forecast's command line. Standard output carries results alone. */
@Command(
    name = "forecast",
    description = "Forecasts of river and lake levels.",
    mixinStandardHelpOptions = true,
    subcommands = EvaluateCommand.class)
public final class ForecastMain {

  private ForecastMain() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 bad input. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute inside another process. */
  public static CommandLine commandLine() {
    return new CommandLine(new ForecastMain())
        .setExecutionExceptionHandler(ForecastMain::failed)
        .setParameterExceptionHandler(
            (problem, arguments) -> {
              problem.getCommandLine().getErr().println(problem.getMessage());
              return CommandLine.ExitCode.USAGE;
            });
  }

  private static int failed(
      Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (problem instanceof BadInputException) {
      commandLine.getErr().println(problem.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw problem;
  }
}
