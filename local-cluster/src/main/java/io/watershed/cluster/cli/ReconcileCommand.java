package io.watershed.cluster.cli;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.StepResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows whether all counts add up. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Prints, per hour and in all: messages in Kafka, accepted, duplicates, late for the speed"
          + " layer, dead letters by reason, rows in the master dataset and in Hive; and whether they"
          + " add up. Exit code 0 if they do, 1 if not.",
      "Uses the running pipeline; where none runs, starts the servers and stops them afterwards."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    try (Session session =
        Session.open(EnumSet.allOf(ServerKind.class), EnumSet.noneOf(Layer.class), progress)) {
      progress.say("reconciling");
      StepResult result = session.operations().reconcile(json ? List.of("--json") : List.of());
      PrintWriter out = spec.commandLine().getOut();
      out.print(result.output());
      out.flush();
      return result.exitCode() == 0 ? 0 : 1;
    }
  }
}
