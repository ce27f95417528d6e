package io.watershed.serving.api;

import io.javalin.http.Context;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveUnavailableException;
import io.watershed.serving.answer.ExportsAnswer;
import io.watershed.serving.connect.ConnectionFiles;
import io.watershed.serving.export.CsvStream;
import io.watershed.serving.export.DateRange;
import io.watershed.serving.export.ViewMissingException;
import io.watershed.serving.query.FleetState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CSV files and the files that connect Tableau and Power BI, for download. Rows come from Hive
 * as they are read; a few downloads at a time, since each holds a connection.
 */
final class CsvDownloads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CsvDownloads.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int AT_A_TIME = 2;

  /** What Jetty takes for: break the connection. */
  private static final int ABORT = -1;

  private final HiveConnections hive;
  private final String database;
  private final ConnectionFiles connections;
  private final Semaphore slots = new Semaphore(AT_A_TIME);

  CsvDownloads(Settings settings) {
    this.hive = HiveConnections.from(settings);
    this.database = settings.string("hive.database");
    this.connections = ConnectionFiles.from(settings);
  }

  /** What can be downloaded. */
  ExportsAnswer answer(FleetState.Snapshot now) {
    return new ExportsAnswer(
        Arrays.stream(CsvStream.Kind.values()).map(CsvDownloads::file).toList(),
        List.of(
            connection(ConnectionFiles.TABLEAU, "Tableau"),
            connection(ConnectionFiles.POWER_BI, "Power BI")),
        now.clock().firstDate(),
        now.clock().lastDate(),
        now.clockAnswer());
  }

  private static ExportsAnswer.File file(CsvStream.Kind kind) {
    return new ExportsAnswer.File(
        kind.fileName(), kind.title(), kind.description(), "/api/v1/exports/" + kind.fileName());
  }

  private static ExportsAnswer.Connection connection(String name, String title) {
    return new ExportsAnswer.Connection(name, title, "/api/v1/connections/" + name);
  }

  /** Streams a file. */
  void stream(Context request, String name, DateRange range) {
    CsvStream.Kind kind =
        CsvStream.Kind.of(name)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "There is no such file; there are " + CsvStream.Kind.names() + "."));
    if (!slots.tryAcquire()) {
      request.header("Retry-After", "10");
      throw ProblemException.of(
          429,
          "Too many downloads",
          AT_A_TIME + " downloads are under way; try again when one has ended.");
    }
    try (Connection connection = hive.open(PATIENCE)) {
      CsvStream rows = CsvStream.open(connection, database, kind, range);
      request
          .contentType("text/csv; charset=utf-8")
          .header("Content-Disposition", "attachment; filename=\"" + kind.fileName() + "\"")
          .header("X-Partitions", Integer.toString(rows.partitions()));
      write(request, rows);
    } catch (HiveUnavailableException away) {
      request.header("Retry-After", "10");
      throw ProblemException.of(
          503, "Hive is away", "Hive, which the files are read from, does not answer.");
    } catch (ViewMissingException none) {
      throw ProblemException.of(
          409, "No batch run yet", "There is nothing to export before the first batch run.");
    } catch (SQLException refused) {
      request.header("Retry-After", "10");
      throw ProblemException.of(503, "Hive does not answer", "Hive could not read the files.");
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } finally {
      slots.release();
    }
  }

  /**
   * Writes the rows. A failure after the first of them breaks the connection, so that nobody takes
   * half a file for a whole one.
   */
  private static void write(Context request, CsvStream rows) throws IOException {
    // Closed only when all is written: closing ends the answer as if it were whole.
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(request.outputStream(), StandardCharsets.UTF_8), 1 << 16);
    try {
      rows.writeTo(writer);
      writer.close();
    } catch (IOException | SQLException | RuntimeException failed) {
      LOG.warn("a download ended before its time: {}", failed.getMessage());
      request.res().sendError(ABORT);
    }
  }

  /** A file that connects a tool to Hive. */
  void connection(Context request, String name) {
    String text =
        Map.of(
                ConnectionFiles.TABLEAU, connections.tableau(),
                ConnectionFiles.POWER_BI, connections.powerBi())
            .get(name);
    if (text == null) {
      throw ProblemException.notFound(
          "There is no such file; there are "
              + ConnectionFiles.TABLEAU
              + " and "
              + ConnectionFiles.POWER_BI
              + ".");
    }
    request
        .contentType(
            name.equals(ConnectionFiles.TABLEAU)
                ? "application/xml; charset=utf-8"
                : "application/json; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .result(text);
  }

  @Override
  public void close() {
    hive.close();
  }
}
