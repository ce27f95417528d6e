package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs a command of a module in a process of its own. It starts none of the servers. */
public final class ModuleCommand {
  // What conf/log4j2.xml puts before a message: the time, the level and the class.
  private static final Pattern LOG_LINE = Pattern.compile("^\\S+Z [A-Z]+ +\\w+: ");

  private ModuleCommand() {}

  /**
   * Runs the import into Kibana to its end.
   *
   * @param options whose home, data folder and properties are used
   * @param arguments such as {@code --url=http://127.0.0.1:5601}
   * @param results takes the lines about what was imported
   * @param progress takes sentences about how it goes, the reason of a failure among them
   * @return its exit code: 0 done, 1 failed, 2 bad input
   */
  public static int importIntoKibana(
      PipelineOptions options,
      List<String> arguments,
      Consumer<String> results,
      Consumer<String> progress)
      throws IOException {
    JavaCommand command =
        JavaCommand.of(Layer.SERVING.mainClass())
            .flags("-Xmx128m", "-XX:TieredStopAtLevel=1")
            .flags(Layer.SERVING.flags())
            .classPath(options.home().classPath(Layer.SERVING.module()))
            .arguments(List.of("kibana", "import"))
            .arguments(arguments);
    return run(options, command, results, progress);
  }

  /**
   * Runs a command about the forecast to its end.
   *
   * @param options whose home, data folder and properties are used
   * @param arguments such as {@code evaluate}, {@code --fit}, {@code january.csv}
   * @param results takes what it prints
   * @param progress takes sentences about how it goes, the reason of a failure among them
   * @return its exit code: 0 done, 1 failed, 2 bad input
   */
  public static int forecast(
      PipelineOptions options,
      List<String> arguments,
      Consumer<String> results,
      Consumer<String> progress)
      throws IOException {
    JavaCommand command =
        JavaCommand.of("io.watershed.forecast.ForecastMain")
            .flags("-Xmx2g", "-XX:+UseParallelGC")
            .classPath(options.home().classPath("forecast"))
            .arguments(arguments);
    return run(options, command, results, progress);
  }

  private static int run(
      PipelineOptions options,
      JavaCommand command,
      Consumer<String> results,
      Consumer<String> progress)
      throws IOException {
    command
        .flags("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8")
        .properties(options.properties())
        .properties(
            Map.of(
                "watershed.home", options.home().root().toString(),
                "watershed.data-dir", options.data().toString(),
                "log4j2.configurationFile", options.home().file("conf/log4j2.xml").toString()));
    // Standard input stays a pipe: its end tells the child that this process has gone.
    Process process = new ProcessBuilder(command.words()).start();
    try {
      Thread log =
          new Thread(
              () ->
                  process
                      .errorReader(StandardCharsets.UTF_8)
                      .lines()
                      .map(line -> LOG_LINE.matcher(line).replaceFirst(""))
                      .forEach(progress),
              "module-command-log");
      log.start();
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(results);
      log.join();
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PipelineException("the command was interrupted", interrupted);
    } finally {
      process.destroy();
    }
  }
}
