package io.watershed.simulator.station.ledger;

import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.simulator.ledger.LedgerFiles;
import io.watershed.simulator.station.SimulatedStation;
import io.watershed.simulator.station.StationFleet;
import io.watershed.simulator.station.network.StationNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVPrinter;

/** The file {@code stations.csv}: every station, and what no message tells of it. */
final class StationListFile {

  private static final int MINUTES_PER_SLOT = 15;

  private StationListFile() {}

  static void write(Path file, StationFleet fleet) throws IOException {
    try (CSVPrinter printer =
        LedgerFiles.create(
            file,
            "station_id",
            "kind",
            "behaviour",
            "name",
            "latitude",
            "longitude",
            "elevation",
            "province",
            "city",
            "time_zone",
            "basin",
            "downstream",
            "catchment_km2",
            "high_water",
            "datum",
            "interval_minutes",
            "elements")) {
      double[] areas = fleet.network().catchmentAreas();
      for (SimulatedStation station : fleet.stations()) {
        print(printer, station, fleet.network(), areas);
      }
    }
  }

  private static void print(
      CSVPrinter printer, SimulatedStation station, StationNetwork network, double[] areas)
      throws IOException {
    Station about = station.station();
    boolean gauge = station.isGauge();
    int basin =
        gauge
            ? network.gauges().get(station.site()).basin()
            : network.weatherStations().get(station.site()).basin();
    printer.printRecord(
        about.id(),
        about.kind().wireName(),
        gauge ? station.behaviour() : "",
        about.name(),
        about.latitude(),
        about.longitude(),
        about.elevation(),
        about.province(),
        about.city(),
        about.zone(),
        basin,
        about.downstream(),
        gauge ? Math.round(areas[station.site()]) : "",
        about.highWater(),
        gauge ? station.datum() : "",
        station.slots() * MINUTES_PER_SLOT,
        station.elements().stream().map(Element::wireName).collect(Collectors.joining(" ")));
  }
}
