package io.watershed.batch;

import io.watershed.batch.hive.HivePublisher;
import io.watershed.batch.run.BatchRun;
import io.watershed.batch.run.BatchSettings;
import io.watershed.batch.run.Progress;
import io.watershed.batch.run.RunRequest;
import io.watershed.batch.run.RunSummary;
import io.watershed.batch.run.StationSummary;
import io.watershed.batch.transform.Rules;
import io.watershed.core.contract.LayerState;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerProcess;
import io.watershed.hive.HiveConnections;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: recomputes what changed, or a range of days, and publishes it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Recomputes the days of meters and stations that have news since the last run, and what",
      "is made of them, forecasts the gauges, and publishes all to Hive. With --from or --to,",
      "recomputes those days instead and forecasts nothing.",
      "Prints one JSON object."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First local day, such as 2026-01-31.")
  private String from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last local day, included.")
  private String to;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    RunRequest request = request();
    return LayerProcess.run(
        "batch",
        ExitCode.to(spec.commandLine().getErr()),
        (settings, process) -> run(request, settings, process));
  }

  private void run(RunRequest request, Settings settings, LayerProcess process) throws Exception {
    BatchSettings batch = BatchSettings.from(settings);
    Rules rules = Rules.from(settings);
    MasterDataset master = MasterDataset.from(settings);
    try (HiveConnections connections = HiveConnections.from(settings);
        HivePublisher hive =
            new HivePublisher(
                connections,
                batch.database(),
                batch.warehouse(),
                batch.partitionsPerStatement(),
                batch.hiveConnections());
        SparkSession spark = SparkSessions.create("watershed-batch", settings)) {
      RunSummary summary =
          new BatchRun(
                  spark,
                  master,
                  hive,
                  batch,
                  rules,
                  clock,
                  Progress.told(doing -> process.becomes(LayerState.RUNNING, doing)))
              .run(request);
      process.reports(status -> status.withFigures(figures(summary)));
      spec.commandLine().getOut().println(Json.MAPPER.writeValueAsString(summary));
      spec.commandLine().getOut().flush();
    }
  }

  private RunRequest request() {
    if (from == null && to == null) {
      return new RunRequest.Changes();
    }
    try {
      return new RunRequest.Range(day("--from", from), day("--to", to));
    } catch (IllegalArgumentException backwards) {
      throw new ParameterException(spec.commandLine(), backwards.getMessage(), backwards);
    }
  }

  private Optional<LocalDate> day(String option, String text) {
    try {
      return Optional.ofNullable(text).map(LocalDate::parse);
    } catch (DateTimeParseException problem) {
      throw new ParameterException(
          spec.commandLine(),
          option + " " + text + " is no date: a date such as 2026-01-31 is needed",
          problem);
    }
  }

  private static Map<String, Double> figures(RunSummary summary) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("days", (double) summary.days().size());
    figures.put("readings", (double) summary.readings());
    figures.put("duplicates", (double) summary.duplicates());
    figures.put("problems", (double) summary.problems());
    figures.put("disagreements", (double) summary.disagreements());
    figures.put("durationSeconds", summary.durationSeconds());
    StationSummary stations = summary.stations();
    if (stations != null) {
      figures.put("stationDays", (double) stations.days().size());
      figures.put("observations", (double) stations.observations());
      figures.put("observationDuplicates", (double) stations.duplicates());
      figures.put("timesSmaller", stations.timesSmaller());
    }
    if (stations != null && stations.forecast() != null) {
      figures.put("gaugesForecast", (double) stations.forecast().gauges());
      figures.put("gaugesAtHighRisk", (double) stations.forecast().highRisk());
    }
    return figures;
  }
}
