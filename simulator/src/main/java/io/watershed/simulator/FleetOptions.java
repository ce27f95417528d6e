package io.watershed.simulator;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.FleetFile;
import io.watershed.core.meter.Meter;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.engine.RunPlan;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which meters a simulated run has, and its seed. */
final class FleetOptions {

  @Option(names = "--seed", description = "The run's seed (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--metadata",
      paramLabel = "CSV",
      description = "A fleet list; by default those of the setting watershed.fleet.files.")
  private Path metadata;

  @Option(
      names = "--meters",
      paramLabel = "N",
      description = "Take only N meters, evenly out of the list.")
  private Integer meters;

  @Option(
      names = "--fault-rate",
      paramLabel = "X",
      description =
          "Multiplies how often faults, duplicates, late and corrupt messages occur; 0 for none"
              + " (default: ${DEFAULT-VALUE}).")
  private double faultRate = 1;

  long seed() {
    return seed;
  }

  double faultRate() {
    if (!(faultRate >= 0 && faultRate <= 100)) {
      throw new CommandException("--fault-rate", Double.toString(faultRate), "from 0 to 100");
    }
    return faultRate;
  }

  /** The plan of a run that begins at an instant. */
  RunPlan plan(Settings settings, long startMillis) {
    ZoneId zone = settings.zone("fleet.time-zone");
    return RunPlan.of(meters(settings, zone), zone, seed, startMillis, faultRate());
  }

  private List<Meter> meters(Settings settings, ZoneId zone) {
    List<Meter> all = new ArrayList<>();
    if (metadata != null) {
      all.addAll(FleetFile.read(metadata, zone));
    } else {
      for (Path file : settings.paths("fleet.files")) {
        all.addAll(FleetFile.read(file, zone));
      }
      // Of two meters with one id the first counts, as everywhere.
      all = new ArrayList<>(Fleet.of(all, zone).meters());
    }
    return meters == null ? all : some(all);
  }

  private List<Meter> some(List<Meter> all) {
    if (meters < 1 || meters > all.size()) {
      throw new CommandException("--meters", meters.toString(), "from 1 to " + all.size());
    }
    List<Meter> chosen = new ArrayList<>();
    for (int index = 0; index < meters; index++) {
      chosen.add(all.get((int) ((long) index * all.size() / meters)));
    }
    return chosen;
  }
}
