package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.ModuleCommand;
import io.watershed.cluster.pipeline.PipelineOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What concerns the forecast of water levels; the words after it are the forecast's own. */
@Command(
    name = "forecast",
    description = {
      "Measures the forecast of water levels: forecast evaluate --fit PATH… [--choose PATH…] PATH…",
      "It starts no server. forecast evaluate --help tells more."
    })
final class ForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    int exitCode =
        ModuleCommand.forecast(
            PipelineOptions.in(Session.data()),
            arguments.isEmpty() ? List.of("--help") : arguments,
            out::println,
            line -> {
              err.println(line);
              err.flush();
            });
    out.flush();
    return exitCode;
  }
}
