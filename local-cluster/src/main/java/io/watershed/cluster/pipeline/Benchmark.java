package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.ChildProcess;
import io.watershed.cluster.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Runs one of the benchmarks in a process of its own; it starts the servers it measures. */
public final class Benchmark {
  private static final String MODULE = "benchmarks";
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private Benchmark() {}

  /**
   * Runs it to its end.
   *
   * @param subject such as {@code speed}; the class {@code SpeedBenchmark} measures it
   * @param arguments its own options
   * @param options whose home and data folder are used
   * @param progress told every ten seconds that it still runs
   */
  public static StepResult run(
      String subject, List<String> arguments, PipelineOptions options, Consumer<String> progress)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("--json"));
    words.addAll(arguments);
    String type = subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1);
    Path data = options.data();
    Path output = data.resolve("run/benchmark.out");
    Files.createDirectories(output.getParent());
    JavaCommand command =
        JavaCommand.of("io.watershed.benchmarks." + type + "Benchmark")
            .flags("-Xmx1g", "-XX:+UseParallelGC")
            .flags(LayerLauncher.OPENS)
            .properties(options.properties())
            .properties(
                Map.of(
                    "watershed.home", options.home().root().toString(),
                    "watershed.data-dir", data.toString(),
                    "log4j2.configurationFile", options.home().file("conf/log4j2.xml").toString()))
            .classPath(options.home().classPath(MODULE))
            .arguments(words);
    ChildProcess process =
        ChildProcess.start(
            ChildProcess.Spec.of("benchmark", command.words(), data).withOutput(output));
    Thread lastResort = new Thread(process::kill, "kill-benchmark");
    Runtime.getRuntime().addShutdownHook(lastResort);
    while (!process.awaitEnd(PROGRESS)) {
      progress.accept("measuring; its log is " + process.log());
    }
    Runtime.getRuntime().removeShutdownHook(lastResort);
    int exitCode = process.exitStatus().orElse(1);
    if (exitCode != 0) {
      throw new StepFailedException("benchmark", exitCode, process.reason(), process.log());
    }
    return new StepResult("benchmark", exitCode, Files.readString(output));
  }
}
