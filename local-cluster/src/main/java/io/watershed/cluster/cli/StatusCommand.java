package io.watershed.cluster.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.cluster.pipeline.PipelineSnapshot;
import io.watershed.cluster.pipeline.RunRecord;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what runs and whether it is healthy. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what runs and whether it is healthy.",
      "Exit code 0 if all is well, 1 if a part is not, 3 if nothing runs."
    })
final class StatusCommand implements Callable<Integer> {
  private static final int NOTHING_RUNS = 3;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path data = Session.data();
    Optional<RunRecord> record = RunRecord.ofRunning(data);
    PrintWriter out = spec.commandLine().getOut();
    if (record.isEmpty()) {
      out.println(json ? "{\"running\":false,\"healthy\":false}" : "no pipeline runs on " + data);
      out.flush();
      return NOTHING_RUNS;
    }
    Optional<PipelineSnapshot> snapshot = PipelineSnapshot.last(data);
    boolean healthy = snapshot.map(PipelineSnapshot::isHealthy).orElse(false);
    if (json) {
      ObjectNode report = Json.MAPPER.createObjectNode();
      report.put("running", true).put("healthy", healthy).put("pid", record.get().pid());
      snapshot.ifPresent(known -> report.set("pipeline", Json.MAPPER.<JsonNode>valueToTree(known)));
      out.println(report);
    } else {
      out.println(
          snapshot
              .map(known -> new StatusText(false).render(known, 120))
              .orElse("process " + record.get().pid() + " is starting"));
    }
    out.flush();
    return healthy ? 0 : 1;
  }
}
