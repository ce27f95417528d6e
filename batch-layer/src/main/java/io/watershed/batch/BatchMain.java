package io.watershed.batch;

import io.watershed.batch.reconcile.ReconcileCommand;
import io.watershed.core.failure.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The batch layer's command line: {@code run} and {@code reconcile}. */
@Command(
    name = "batch-layer",
    description = "Computes the batch views in Hive from the master dataset.",
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, ReconcileCommand.class})
public final class BatchMain {

  private BatchMain() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 bad input. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute inside another process. */
  public static CommandLine commandLine() {
    return new CommandLine(new BatchMain())
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> ExitCode.of(problem, ExitCode.to(command.getErr())))
        .setParameterExceptionHandler(
            (problem, arguments) -> {
              problem.getCommandLine().getErr().println(problem.getMessage());
              return ExitCode.BAD_INPUT;
            });
  }
}
