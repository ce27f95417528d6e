package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.Benchmark;
import io.watershed.cluster.pipeline.PipelineOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures throughput and latency. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Measures with servers and data of its own.",
      "speed: readings and window documents a second; serving: latency of the dashboard's calls with a"
          + " month of the fleet loaded; forecast: time to forecast a fleet of gauges."
    })
final class BenchmarkCommand implements Callable<Integer> {
  /** What can be measured. */
  enum Subject {
    speed,
    serving,
    forecast
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Subject subject;

  @Parameters(
      index = "1..*",
      paramLabel = "OPTION",
      description = "After --, options of the benchmark itself, such as: serving -- --days 2")
  private List<String> arguments = List.of();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    progress.say("measuring the " + subject + " layer");
    var result =
        Benchmark.run(
            subject.name(),
            arguments,
            PipelineOptions.in(Session.data().resolve("benchmark")),
            progress::say);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json ? result.output().strip() : ReadableReport.of(ReadableReport.parse(result.output())));
    out.flush();
    return result.exitCode();
  }
}
