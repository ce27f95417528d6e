package io.watershed.serving;

import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.serving.connect.ConnectionFiles;
import io.watershed.serving.export.DateRange;
import io.watershed.serving.export.ExportSummary;
import io.watershed.serving.export.Exporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serving export}: the Tableau files out of Hive, and how tools connect to it. */
@Command(
    name = "export",
    description = {
      "Writes tableau_daily_stats.csv, tableau_monthly_stats.csv, tableau_problem_meters.csv and"
          + " tableau_water_level_forecasts.csv from Hive, watershed.tds and watershed.pbids that"
          + " connect Tableau and Power BI to Hive, and one JSON object about them on standard"
          + " output."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ExportCommand.class);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to. Default: the setting serving.export-directory.")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description =
          "The first local day, such as 2022-07-13. Default: the first there is; of forecasts the"
              + " newest three.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description =
          "The last local day, itself included. Default: the last there is. Months are written"
              + " whole when they hold a day of the range.")
  private LocalDate to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException {
    Settings settings = Settings.load();
    DateRange range = range();
    ConnectionFiles connections = ConnectionFiles.from(settings);
    Path directory = out == null ? settings.path("serving.export-directory") : out;
    try (HiveConnections hive = HiveConnections.from(settings)) {
      makeWritable(directory);
      Exporter exporter =
          new Exporter(hive, settings.string("hive.database"), line -> LOG.info("{}", line));
      Path target = directory.toAbsolutePath().normalize();
      ExportSummary summary = exporter.export(target, range).with(connections.write(target));
      PrintWriter output = spec.commandLine().getOut();
      output.println(Json.MAPPER.writeValueAsString(summary));
      output.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private DateRange range() {
    try {
      return new DateRange(Optional.ofNullable(from), Optional.ofNullable(to));
    } catch (IllegalArgumentException backwards) {
      throw new ParameterException(spec.commandLine(), backwards.getMessage(), backwards);
    }
  }

  private void makeWritable(Path directory) {
    String reason = null;
    try {
      Files.createDirectories(directory);
      if (!Files.isWritable(directory)) {
        reason = "it is not writable";
      }
    } catch (FileAlreadyExistsException file) {
      reason = file.getFile() + " is a file";
    } catch (IOException problem) {
      reason = "it cannot be created (" + problem.getClass().getSimpleName() + ")";
    }
    if (reason != null) {
      throw new ParameterException(
          spec.commandLine(), "--out " + directory + " must be a folder to write to: " + reason);
    }
  }
}
