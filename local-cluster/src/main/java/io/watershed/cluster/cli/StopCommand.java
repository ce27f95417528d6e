package io.watershed.cluster.cli;

import io.watershed.cluster.pipeline.RunRecord;
import io.watershed.cluster.server.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the running pipeline. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops the running pipeline in order and waits for its end.")
final class StopCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 120;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Path data = Session.data();
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    Optional<RunRecord> record = RunRecord.ofRunning(data);
    Optional<ProcessHandle> launcher = record.flatMap(known -> ProcessHandle.of(known.pid()));
    if (launcher.isEmpty()) {
      progress.say("no pipeline runs on " + data);
    } else {
      progress.say("stopping process " + launcher.get().pid());
      CompletableFuture<ProcessHandle> end = launcher.get().onExit();
      launcher.get().destroy();
      try {
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        progress.say("stopped; the data stays in " + data);
      } catch (TimeoutException deaf) {
        progress.say("it did not end in " + PATIENCE_SECONDS + " s and is killed");
        launcher.get().destroyForcibly();
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
    DataFolder.endLeftovers(data);
    return 0;
  }
}
