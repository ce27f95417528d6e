package io.watershed.simulator.ledger;

import io.watershed.simulator.engine.RunObserver;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVPrinter;

/** The file {@code faults.csv}: everything that was done on purpose, one line each. */
public final class FaultsFile implements RunObserver, Closeable {

  private final CSVPrinter printer;

  /** A new file, its folder too; an old one is replaced. */
  public FaultsFile(Path file) throws IOException {
    printer = LedgerFiles.create(file, "label", "meter_id", "from", "to", "detail");
  }

  @Override
  public void label(String label, String meterId, long fromMillis, long toMillis, String detail) {
    LedgerFiles.print(
        printer,
        label,
        meterId,
        LedgerFiles.instant(fromMillis),
        LedgerFiles.instant(toMillis),
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
