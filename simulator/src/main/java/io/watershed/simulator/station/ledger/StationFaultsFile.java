package io.watershed.simulator.station.ledger;

import io.watershed.simulator.ledger.LedgerFiles;
import io.watershed.simulator.station.StationFleet;
import io.watershed.simulator.station.StationObserver;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVPrinter;

/**
 * The file {@code station_faults.csv}: everything that was done to stations on purpose and every
 * flood, one line each.
 */
public final class StationFaultsFile implements StationObserver, Closeable {

  /** Name of the file. */
  public static final String NAME = "station_faults.csv";

  private final CSVPrinter printer;
  private final FloodLog floods;

  /** A new file, its folder too; an old one is replaced. */
  public StationFaultsFile(Path file, StationFleet fleet) throws IOException {
    printer = LedgerFiles.create(file, "label", "station_id", "element", "from", "to", "detail");
    floods = new FloodLog(fleet, flood -> FloodLog.label(fleet, flood, this));
  }

  @Override
  public void level(int station, long millis, double metres) {
    floods.add(station, millis, metres);
  }

  @Override
  public void label(
      String label, String stationId, String element, long from, long to, String detail) {
    LedgerFiles.print(
        printer,
        label,
        stationId,
        element,
        LedgerFiles.instant(from),
        LedgerFiles.instant(to),
        detail);
  }

  /** Writes what has been labelled so far. */
  public void flush() throws IOException {
    printer.flush();
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}
