package io.watershed.cluster.cli;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.pipeline.PipelineOptions.Batches;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and shows it until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the servers, the layers and a simulated fleet (its last 48 hours first, then at the"
          + " pace of the clock), and shows one screen that stays current.",
      "Ctrl-C stops all of it in order; the data stays and the next start goes on from there."
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--no-simulator", description = "Without the simulated fleet.")
  private boolean noSimulator;

  @Option(
      names = "--docker",
      description =
          "With the servers of docker-compose.yml, at the addresses of the settings, instead of"
              + " embedded ones.")
  private boolean docker;

  @Override
  @SuppressWarnings("try")
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Set<Layer> layers = EnumSet.of(Layer.SOURCES, Layer.INGESTION, Layer.SPEED, Layer.DASHBOARD);
    if (!noSimulator) {
      layers.add(Layer.SIMULATOR);
    }
    PipelineOptions options =
        PipelineOptions.in(Session.data())
            .withServers(EnumSet.allOf(ServerKind.class))
            .withLayers(layers)
            .withBatches(Batches.HOURLY);
    options = docker ? options.withServersElsewhere() : options.onUsualPorts();
    ProgressLines progress = new ProgressLines(err);
    boolean terminal = StatusScreen.isPossible();
    CountDownLatch forever = new CountDownLatch(1);
    StatusScreen screen = terminal ? StatusScreen.onTerminal() : StatusScreen.asLines(err);
    try (screen;
        Pipeline pipeline =
            Pipeline.start(
                options,
                terminal ? event -> {} : progress::show,
                early -> {
                  screen.begin(early::snapshot);
                  stopInOrderAtInterrupt(early, screen, err);
                })) {
      forever.await();
      return 0;
    }
  }

  /** A Ctrl-C that stopped everything is a success, not the death of the process by a signal. */
  private static void stopInOrderAtInterrupt(
      Pipeline pipeline, StatusScreen screen, PrintWriter err) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean failed = pipeline.hasFailedToStart();
                  pipeline.close();
                  screen.close();
                  if (!failed) {
                    err.println("stopped; the data stays in " + pipeline.data());
                    err.flush();
                    Runtime.getRuntime().halt(0);
                  }
                },
                "stop-in-order"));
  }
}
