package io.watershed.cluster.pipeline;

import io.watershed.cluster.process.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the serving layer's import into Kibana in a process of its own. It needs no server but
 * Kibana, and speaks to the person itself: its output is that of this process.
 */
public final class KibanaImport {

  private KibanaImport() {}

  /**
   * Runs it to its end.
   *
   * @param options whose home, data folder and properties are used
   * @param arguments such as {@code --url}, {@code http://127.0.0.1:5601}
   * @return its exit code: 0 done, 1 failed, 2 bad input
   */
  public static int run(PipelineOptions options, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("kibana", "import"));
    words.addAll(arguments);
    JavaCommand command =
        JavaCommand.of(Layer.SERVING.mainClass())
            .flags("-Xmx128m")
            .flags(Layer.SERVING.flags())
            .properties(options.properties())
            .properties(
                Map.of(
                    "watershed.home", options.home().root().toString(),
                    "watershed.data-dir", options.data().toString(),
                    "log4j2.configurationFile", options.home().file("conf/log4j2.xml").toString()))
            .classPath(options.home().classPath(Layer.SERVING.module()))
            .arguments(words);
    // Standard input stays a pipe: its end tells the child that this process has gone.
    Process process =
        new ProcessBuilder(command.words())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new PipelineException("the import into Kibana was interrupted", interrupted);
    }
  }
}
