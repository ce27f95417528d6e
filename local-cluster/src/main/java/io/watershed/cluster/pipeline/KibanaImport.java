package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs the serving layer's import into Kibana in a process of its own. It needs no server but
 * Kibana.
 */
public final class KibanaImport {
  // What conf/log4j2.xml puts before a message: the time, the level and the class.
  private static final Pattern LOG_LINE = Pattern.compile("^\\S+Z [A-Z]+ +\\w+: ");

  private KibanaImport() {}

  /**
   * Runs it to its end.
   *
   * @param options whose home, data folder and properties are used
   * @param arguments such as {@code --url}, {@code http://127.0.0.1:5601}
   * @param results takes the lines about what was imported
   * @param progress takes sentences about how it goes, the reason of a failure among them
   * @return its exit code: 0 done, 1 failed, 2 bad input
   */
  public static int run(
      PipelineOptions options,
      List<String> arguments,
      Consumer<String> results,
      Consumer<String> progress)
      throws IOException {
    // Standard input stays a pipe: its end tells the child that this process has gone.
    Process process = new ProcessBuilder(command(options, arguments).words()).start();
    try {
      Thread log =
          new Thread(
              () ->
                  process
                      .errorReader(StandardCharsets.UTF_8)
                      .lines()
                      .map(line -> LOG_LINE.matcher(line).replaceFirst(""))
                      .forEach(progress),
              "kibana-import-log");
      log.start();
      process.inputReader(StandardCharsets.UTF_8).lines().forEach(results);
      log.join();
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PipelineException("the import into Kibana was interrupted", interrupted);
    } finally {
      process.destroy();
    }
  }

  private static JavaCommand command(PipelineOptions options, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("kibana", "import"));
    words.addAll(arguments);
    return JavaCommand.of(Layer.SERVING.mainClass())
        .flags("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8")
        .flags(Layer.SERVING.flags())
        .properties(options.properties())
        .properties(
            Map.of(
                "watershed.home", options.home().root().toString(),
                "watershed.data-dir", options.data().toString(),
                "log4j2.configurationFile", options.home().file("conf/log4j2.xml").toString()))
        .classPath(options.home().classPath(Layer.SERVING.module()))
        .arguments(words);
  }
}
