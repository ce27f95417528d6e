package io.watershed.serving.export;

import io.watershed.hive.HiveReader;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVPrinter;

/** One export, written while it is read; the same rows in the same order as the file's. */
public final class CsvStream {

  /** What can be streamed. */
  public enum Kind {
    /** Daily figures. */
    DAILY(
        TableauExport.DAILY_STATS,
        "Daily figures",
        "A row for each meter, measurement and local day, with the check against the register."),
    /** Monthly figures. */
    MONTHLY(
        TableauExport.MONTHLY_STATS,
        "Monthly figures",
        "A row for each meter, measurement and month, with the litres expected by its end."),
    /** Problems. */
    PROBLEMS(
        TableauExport.PROBLEM_METERS,
        "Problem meters",
        "A row for each thing that is wrong with a meter on a day, with the evidence."),
    /** Forecasts of water levels. */
    FORECASTS(
        TableauExport.WATER_LEVEL_FORECASTS,
        "Forecasts of water levels",
        "A row for each gauge, issue and hour ahead, with the interval and the risk. A day of a"
            + " thousand gauges has half a million rows: choose few days.");

    private final TableauExport export;
    private final String title;
    private final String description;

    Kind(TableauExport export, String title, String description) {
      this.export = export;
      this.title = title;
      this.description = description;
    }

    /** The file's name. */
    public String fileName() {
      return export.fileName();
    }

    /** What people call it. */
    public String title() {
      return title;
    }

    /** What it holds, one sentence. */
    public String description() {
      return description;
    }

    /** The kind of a file name. */
    public static Optional<Kind> of(String fileName) {
      return Arrays.stream(values()).filter(kind -> kind.fileName().equals(fileName)).findFirst();
    }

    /** All file names, for people. */
    public static String names() {
      return Arrays.stream(values()).map(Kind::fileName).collect(Collectors.joining(", "));
    }
  }

  private final HiveView view;
  private final List<String> header;
  private final List<String> partitions;

  private CsvStream(HiveView view, List<String> header, List<String> partitions) {
    this.view = view;
    this.header = header;
    this.partitions = partitions;
  }

  /**
   * Looks up what is to be read.
   *
   * @param connection stays the caller's, and open until all is written
   * @throws ViewMissingException if the batch layer never ran
   */
  public static CsvStream open(Connection connection, String database, Kind kind, DateRange range)
      throws SQLException {
    HiveView view = new HiveView(new HiveReader(connection, database), kind.export);
    return new CsvStream(
        view, kind.export.header(), view.partitions().stream().filter(range::touches).toList());
  }

  /** How many days or months will be written. */
  public int partitions() {
    return partitions.size();
  }

  /** Writes header and rows. */
  public void writeTo(Writer writer) throws IOException, SQLException {
    CSVPrinter printer = new CSVPrinter(writer, io.watershed.serving.csv.WholeFile.FORMAT);
    printer.printRecord(header);
    AtomicLong rows = new AtomicLong();
    int done = 0;
    int next = 1;
    while (done < partitions.size()) {
      int end = Math.min(done + next, partitions.size());
      view.rows(
          partitions.subList(done, end),
          cells -> {
            printer.printRecord((Object[]) cells);
            rows.incrementAndGet();
          });
      // People see the rows that there are, not the buffer's size.
      printer.flush();
      done = end;
      next = Exporter.nextBatch(next, done, rows.get());
    }
    printer.flush();
  }
}
