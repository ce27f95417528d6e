package io.watershed.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.cluster.pipeline.AlreadyRunningException;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.pipeline.RunRecord;
import io.watershed.cluster.pipeline.StepResult;
import io.watershed.cluster.server.DataFolder;
import io.watershed.core.json.Json;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A bounded run from generated messages to checked CSV files. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts everything in a data folder and on ports of its own, sends whole days of the simulated"
          + " fleets with labelled faults, waits for both layers, runs the batch layer, exports the CSV"
          + " files, reconciles, compares all with the simulator's ledger, and stops everything.",
      "Exit code 0 only if every figure agrees."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(10);

  @Spec private CommandSpec spec;

  @Option(names = "--days", description = "Local days to send (default: ${DEFAULT-VALUE}).")
  private int days = 2;

  @Option(
      names = "--station-days",
      paramLabel = "N",
      description =
          "Days of the stations, which end with those of the meters (default: ${DEFAULT-VALUE}):"
              + " what the forecast of water levels learns from, and its last two days are judged.")
  private int stationDays = 7;

  @Option(names = "--seed", description = "The simulator's seed (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description =
          "First local day, by default so that the last is yesterday. The same seed and the same"
              + " start give the same messages, byte for byte.")
  private String start;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where CSV files and the ledger go (default: exports in the demo's data folder).")
  private Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > 366) {
      throw new ParameterException(
          spec.commandLine(), "--days " + days + " is not allowed: it must be from 1 to 366");
    }
    if (stationDays < 1 || stationDays > 366) {
      throw new ParameterException(
          spec.commandLine(),
          "--station-days " + stationDays + " is not allowed: it must be from 1 to 366");
    }
    checkStart();
    Path data = Session.data().resolve("demo");
    var running = RunRecord.ofRunning(data);
    if (running.isPresent()) {
      throw AlreadyRunningException.on(data, running.get().pid());
    }
    DataFolder.delete(data);
    Path folder = out == null ? data.resolve("exports") : out.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    progress.say("a demo of " + days + " days with seed " + seed + " in " + data);
    ObjectNode report = run(data, folder, progress);
    if (json) {
      print(Json.MAPPER.writeValueAsString(report));
    } else {
      print(ReadableReport.of(report));
    }
    boolean agrees = report.path("agrees").asBoolean();
    progress.say(agrees ? "every figure agrees" : "NOT every figure agrees");
    return agrees ? 0 : 1;
  }

  private ObjectNode run(Path data, Path folder, ProgressLines progress) throws IOException {
    Path ledger = folder.resolve("ledger");
    ObjectNode report = Json.MAPPER.createObjectNode();
    try (Pipeline pipeline = Pipeline.start(PipelineOptions.in(data), progress::show)) {
      pipeline.operations().send("generate", messages(ledger));
      progress.say("all messages are sent; waiting for both layers");
      pipeline.awaitCaughtUp(LONGEST_CATCH_UP);
      progress.say("both layers have taken all; running the batch layer");
      JsonNode batch = pipeline.runBatch();
      progress.say("exporting");
      pipeline.export(folder);
      progress.say("reconciling");
      StepResult reconciled = pipeline.operations().reconcile(List.of("--json"));
      Path reconciliation = folder.resolve("reconcile.json");
      Files.writeString(reconciliation, reconciled.json().toString());
      progress.say("comparing with the ledger");
      StepResult checked =
          pipeline
              .operations()
              .check(
                  List.of(
                      "--ledger",
                      ledger.toString(),
                      "--exports",
                      folder.toString(),
                      "--reconcile",
                      reconciliation.toString(),
                      "--json"));
      boolean agrees = reconciled.exitCode() == 0 && checked.exitCode() == 0;
      report.put("agrees", agrees);
      report.put("days", days);
      report.put("seed", seed);
      report.put("exports", folder.toString());
      report.set("batch", batch);
      report.set("reconciliation", reconciled.json());
      report.set("check", ReadableReport.parse(checked.output()));
    }
    report.put("seconds", Math.round(progress.seconds()));
    return report;
  }

  private void checkStart() {
    LocalDate first = DayOptions.day(spec, "--start", start);
    ZoneId zone = Settings.load().zone("fleet.time-zone");
    LocalDate latest = LocalDate.now(Clock.system(zone)).minusDays(days);
    if (first != null && first.isAfter(latest)) {
      throw new ParameterException(
          spec.commandLine(),
          "--start "
              + start
              + " is not allowed: it must be "
              + latest
              + " or earlier, so that the last day is over");
    }
  }

  private List<String> messages(Path ledger) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--days", Integer.toString(days), "--seed", Long.toString(seed)));
    arguments.addAll(List.of("--station-days", Integer.toString(Math.max(days, stationDays))));
    arguments.addAll(List.of("--ledger", ledger.toString()));
    if (start != null) {
      arguments.addAll(List.of("--start", start));
    }
    return arguments;
  }

  private void print(String text) {
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println(text);
    stdout.flush();
  }
}
