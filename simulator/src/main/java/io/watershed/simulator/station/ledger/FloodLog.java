package io.watershed.simulator.station.ledger;

import io.watershed.core.station.Element;
import io.watershed.simulator.ledger.LedgerFiles;
import io.watershed.simulator.station.SimulatedStation;
import io.watershed.simulator.station.StationFleet;
import io.watershed.simulator.station.fault.StationFaultLog;
import java.util.Locale;
import java.util.function.Consumer;

/** The floods of all gauges. */
final class FloodLog {

  /** The label of a flood. */
  static final String LABEL = "FLOOD";

  private final FloodWatch[] watches;

  /** A log of a fleet that hands each flood over when it has ended. */
  FloodLog(StationFleet fleet, Consumer<Flood> floods) {
    this.watches = new FloodWatch[fleet.gauges()];
    for (int gauge = 0; gauge < watches.length; gauge++) {
      double highWater = fleet.stations().get(gauge).station().highWater();
      watches[gauge] = new FloodWatch(gauge, highWater, floods);
    }
  }

  void add(int gauge, long millis, double metres) {
    watches[gauge].add(millis, metres);
  }

  /** Hands over the floods that are under way. */
  void finish() {
    for (FloodWatch watch : watches) {
      watch.finish();
    }
  }

  /** Labels a flood in the manner of a fault. */
  static void label(StationFleet fleet, Flood flood, StationFaultLog log) {
    SimulatedStation gauge = fleet.stations().get(flood.station());
    log.label(
        LABEL,
        gauge.id(),
        Element.WATER_LEVEL.wireName(),
        flood.startMillis(),
        flood.endMillis(),
        String.format(
            Locale.ROOT,
            "peak %.3f m at %s",
            flood.peakMetres(),
            LedgerFiles.instant(flood.peakMillis())));
  }
}
