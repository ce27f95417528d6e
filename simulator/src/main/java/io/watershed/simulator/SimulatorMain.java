package io.watershed.simulator;

import io.watershed.core.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The simulator's command line. Exit codes: 0 for success, 1 for a failure on the way (or books
 * that disagree), 2 for bad input.
 */
@Command(
    name = "simulator",
    mixinStandardHelpOptions = true,
    description =
        "A simulated fleet of meters and one of stations, and replay of real files, to Kafka.",
    subcommands = {
      LiveCommand.class,
      GenerateCommand.class,
      ReplayCommand.class,
      CheckCommand.class,
      FleetCommand.class,
      MeasureCommand.class
    })
public final class SimulatorMain {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorMain.class);

  SimulatorMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    return run(new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
  }

  /** Runs a command that writes its complaints to {@code errors}; returns its exit code. */
  static int run(PrintWriter errors, String... arguments) {
    return new CommandLine(new SimulatorMain())
        .setErr(errors)
        .setExecutionExceptionHandler((problem, command, parsed) -> answer(problem, errors))
        .execute(arguments);
  }

  private static int answer(Exception problem, PrintWriter errors) {
    if (problem instanceof IOException || problem instanceof UncheckedIOException) {
      errors.println(problem.getMessage());
      LOG.debug("the command failed", problem);
      return ExitCode.FAILED;
    }
    return ExitCode.of(problem, ExitCode.to(errors));
  }
}
