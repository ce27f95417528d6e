package io.watershed.cluster.cli;

import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Streams real files to Kafka. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Streams real files to Kafka in the order of their readings and waits until both streaming"
          + " layers have taken them.",
      "Uses the running pipeline; where none runs, starts one and stops it afterwards."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration LONGEST_CATCH_UP = Duration.ofHours(12);

  /** The publishers' layouts. */
  enum Format {
    qld,
    daiad
  }

  @Spec private CommandSpec spec;

  @Option(names = "--format", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Parameters(paramLabel = "PATH", description = "A CSV file, a zip or a folder.")
  private Path path;

  @Option(names = "--metadata", paramLabel = "CSV", description = "The fleet list of these meters.")
  private Path metadata;

  @Option(
      names = "--speed",
      paramLabel = "max|Nx",
      description = "As fast as it goes, or so many times the clock (default: ${DEFAULT-VALUE}).")
  private String speed = "max";

  @Option(
      names = "--shift-to-now",
      description = "Shift the timestamps so that the last reading is of this moment.")
  private boolean shiftToNow;

  @Override
  public Integer call() throws IOException {
    List<String> arguments = arguments();
    ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
    try (Session session =
        Session.open(
            EnumSet.of(ServerKind.KAFKA, ServerKind.HDFS, ServerKind.ELASTICSEARCH),
            EnumSet.of(Layer.INGESTION, Layer.SPEED),
            progress)) {
      String output = session.operations().send("replay", arguments).output();
      progress.say("all messages are sent; waiting for both layers");
      session.awaitCaughtUp(LONGEST_CATCH_UP);
      progress.say("both layers have taken all");
      PrintWriter out = spec.commandLine().getOut();
      out.print(output);
      out.flush();
    }
    return 0;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--format", format.name()));
    arguments.add(existing("PATH", path).toString());
    if (!speed.matches("max|[1-9][0-9]{0,6}(\\.[0-9]+)?x")) {
      throw new ParameterException(
          spec.commandLine(),
          "--speed " + speed + " is not allowed: it must be max or a number with x, such as 60x");
    }
    Optional.ofNullable(metadata)
        .ifPresent(
            file -> {
              arguments.add("--metadata");
              arguments.add(existing("--metadata", file).toString());
            });
    arguments.addAll(List.of("--speed", speed));
    if (shiftToNow) {
      arguments.add("--shift-to-now");
    }
    return arguments;
  }

  private Path existing(String option, Path given) {
    if (!Files.isReadable(given)) {
      throw new ParameterException(
          spec.commandLine(), option + " " + given + " does not exist or cannot be read");
    }
    return given.toAbsolutePath().normalize();
  }
}
