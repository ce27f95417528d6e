package io.watershed.serving.export;

import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveReader;
import io.watershed.serving.csv.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes the Tableau files out of Hive. The files get their names together, when all of them are
 * whole; whatever fails before leaves older files as they were.
 */
public final class Exporter {

  /** Some 30 MB of cells. */
  private static final int ROWS_AT_ONCE = 60_000;

  private final HiveConnections hive;
  private final String database;
  private final Consumer<String> progress;

  /**
   * An exporter.
   *
   * @param hive where to read; stays open
   * @param database the database that holds the batch views
   * @param progress told about long work, one sentence at a time
   */
  public Exporter(HiveConnections hive, String database, Consumer<String> progress) {
    this.hive = hive;
    this.database = database;
    this.progress = progress;
  }

  /**
   * Writes all files.
   *
   * @param directory an existing, writable folder
   * @param range the local days to write; months are written when they hold one of them
   * @throws ViewMissingException if the batch layer never ran; nothing is written
   */
  public ExportSummary export(Path directory, DateRange range) throws IOException, SQLException {
    List<WholeFile> files = new ArrayList<>();
    try (Connection connection = hive.open()) {
      HiveReader reader = new HiveReader(connection, database);
      Map<TableauExport, List<String>> partitions = partitions(reader, range);
      for (TableauExport export : TableauExport.values()) {
        files.add(WholeFile.begin(directory.resolve(export.fileName()), export.header()));
        write(new HiveView(reader, export), partitions.get(export), files.get(files.size() - 1));
      }
      return publish(files, range, partitions.get(TableauExport.DAILY_STATS));
    } finally {
      for (WholeFile file : files) {
        file.close();
      }
    }
  }

  private Map<TableauExport, List<String>> partitions(HiveReader reader, DateRange range)
      throws SQLException {
    Map<TableauExport, List<String>> partitions = new EnumMap<>(TableauExport.class);
    for (TableauExport export : TableauExport.values()) {
      List<String> touched =
          new HiveView(reader, export).partitions().stream().filter(range::touches).toList();
      boolean newest = range.from().isEmpty() && export.newestDays() > 0;
      int skipped = newest ? Math.max(0, touched.size() - export.newestDays()) : 0;
      partitions.put(export, touched.subList(skipped, touched.size()));
    }
    return partitions;
  }

  private void write(HiveView view, List<String> partitions, WholeFile file)
      throws SQLException, IOException {
    int done = 0;
    int next = 1;
    while (done < partitions.size()) {
      int end = Math.min(done + next, partitions.size());
      view.rows(partitions.subList(done, end), file::add);
      progress.accept(
          "%s: written up to %s, %d of %d, %d rows"
              .formatted(
                  file.target().getFileName(),
                  partitions.get(end - 1),
                  end,
                  partitions.size(),
                  file.rows()));
      done = end;
      next = nextBatch(next, done, file.rows());
    }
    file.finish();
  }

  /**
   * How many partitions to read at once: a query costs a tenth of a second before its first row, so
   * small partitions are read together, as many as the rows so far say fit.
   */
  static int nextBatch(int batch, int partitionsSoFar, long rowsSoFar) {
    long average = Math.max(1, rowsSoFar / partitionsSoFar);
    return (int) Math.max(1, Math.min(2L * batch, ROWS_AT_ONCE / average));
  }

  private static ExportSummary publish(List<WholeFile> files, DateRange range, List<String> days)
      throws IOException {
    List<ExportSummary.WrittenFile> written = new ArrayList<>();
    for (WholeFile file : files) {
      long bytes = file.publish();
      written.add(new ExportSummary.WrittenFile(file.target().toString(), file.rows(), bytes));
    }
    String first = days.isEmpty() ? null : days.get(0);
    String last = days.isEmpty() ? null : days.get(days.size() - 1);
    return new ExportSummary(
        written,
        range.from().map(LocalDate::toString).orElse(first),
        range.to().map(LocalDate::toString).orElse(last),
        List.of());
  }
}
