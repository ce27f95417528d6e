package io.watershed.simulator;

import io.watershed.simulator.fleet.FleetGenerator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulator fleet --meters 2817 --seed 1 --out data/fleet.csv}: invents a fleet list. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "Writes an invented fleet list in the publisher's layout.")
final class FleetCommand implements Callable<Integer> {

  @Option(names = "--meters", description = "How many meters (default: ${DEFAULT-VALUE}).")
  private int meters = 2817;

  @Option(names = "--seed", description = "The seed (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "The file to write.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    if (meters < 1 || meters > 1_000_000) {
      throw new CommandException("--meters", Integer.toString(meters), "from 1 to 1000000");
    }
    FleetGenerator.write(out, meters, seed);
    return 0;
  }
}
