package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.PipelineException;
import io.watershed.cluster.pipeline.RunRecord;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.DataFolder;
import io.watershed.cluster.server.ElasticsearchDistribution;
import io.watershed.cluster.server.ElasticsearchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes the data folder. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = "Removes all data of the pipeline and of the demo. Asks first, or --yes.")
final class CleanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() throws IOException {
    Path data = Session.data();
    PrintWriter err = spec.commandLine().getErr();
    for (Path folder : List.of(data, data.resolve("demo"))) {
      Optional<RunRecord> running = RunRecord.ofRunning(folder);
      if (running.isPresent()) {
        throw new PipelineException(
            "process " + running.get().pid() + " works on " + folder + ": stop it first");
      }
    }
    if (ProjectHome.ofThisProcess().root().startsWith(data)) {
      throw new PipelineException(
          "the data folder " + data + " holds the project itself and is not removed");
    }
    if (!Files.exists(data)) {
      err.println("there is no data in " + data);
      err.flush();
      return 0;
    }
    if (!yes && !isConfirmed(data, err)) {
      err.println("nothing was removed");
      err.flush();
      return 1;
    }
    DataFolder.delete(data);
    ElasticsearchDistribution.deleteOutside(
        ElasticsearchServer.archive(ProjectHome.ofThisProcess()));
    err.println("removed " + data);
    err.flush();
    return 0;
  }

  private static boolean isConfirmed(Path data, PrintWriter err) throws IOException {
    err.print("Remove " + data + " with all its data? [y/N] ");
    err.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String answer = in.readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
