package io.watershed.cluster.cli;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the CSV files. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes tableau_daily_stats.csv, tableau_monthly_stats.csv, tableau_problem_meters.csv and"
          + " tableau_water_level_forecasts.csv out of Hive, and the connection files of Tableau and"
          + " Power BI.",
      "Uses the running pipeline; where none runs, starts HDFS and Hive and stops them afterwards."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DayOptions range;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to (default: the setting serving.export-directory).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    List<String> arguments = range.arguments();
    Path folder =
        out == null
            ? Settings.load().path("serving.export-directory")
            : out.toAbsolutePath().normalize();
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    try (Session session =
        Session.open(
            EnumSet.of(ServerKind.HDFS, ServerKind.HIVE), EnumSet.noneOf(Layer.class), progress)) {
      progress.say("exporting");
      session.operations().export(folder, arguments);
    }
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(folder);
    stdout.flush();
    return 0;
  }
}
