package io.watershed.forecast;

import io.watershed.core.failure.ExitCode;
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
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> ExitCode.of(problem, ExitCode.to(command.getErr())))
        .setParameterExceptionHandler(
            (problem, arguments) -> {
              problem.getCommandLine().getErr().println(problem.getMessage());
              return ExitCode.BAD_INPUT;
            });
  }
}
