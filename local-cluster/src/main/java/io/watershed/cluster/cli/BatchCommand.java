package io.watershed.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the batch layer once. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the batch layer once: the days with new readings, or those of the given range.",
      "Uses the running pipeline; where none runs, starts HDFS and Hive and stops them afterwards."
    })
final class BatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DayOptions range;

  @Option(names = "--json", description = "Print the run's report as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<String> arguments = range.arguments();
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    try (Session session =
        Session.open(
            EnumSet.of(ServerKind.HDFS, ServerKind.HIVE), EnumSet.noneOf(Layer.class), progress)) {
      progress.say("running the batch layer");
      JsonNode report = session.operations().runBatch(arguments);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? report.toString() : ReadableReport.of(report));
      out.flush();
    }
    return 0;
  }
}
