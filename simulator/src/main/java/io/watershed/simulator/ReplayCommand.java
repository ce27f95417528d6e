package io.watershed.simulator;

import io.watershed.core.meter.FleetFile;
import io.watershed.core.settings.Settings;
import io.watershed.simulator.kafka.KafkaSink;
import io.watershed.simulator.message.FileSink;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.replay.Replay;
import io.watershed.simulator.replay.ReplayFleet;
import io.watershed.simulator.replay.ReplayResult;
import io.watershed.simulator.replay.ReplaySpeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code simulator replay --format qld|daiad PATH}: real files to Kafka, in event order. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Streams real files (a CSV, a zip, a folder) to Kafka in event order.")
final class ReplayCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "PATH", description = "A CSV, a zip or a folder of CSVs.")
  private Path path;

  @Option(
      names = "--format",
      required = true,
      description = "qld: the publisher's layout; daiad: the DAIAD trial's.")
  private String format;

  @Option(
      names = "--metadata",
      paramLabel = "CSV",
      description = "The fleet list of these meters; the DAIAD trial's is made from its file.")
  private Path metadata;

  @Option(
      names = "--speed",
      paramLabel = "max|Nx",
      description = "How fast event time passes, such as 1x or 60x (default: ${DEFAULT-VALUE}).")
  private String speed = "max";

  @Option(
      names = "--shift-to-now",
      description =
          "Move all timestamps by whole days, so that the newest falls within the last 24 hours.")
  private boolean shiftToNow;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write one message a line to a file instead of to Kafka.")
  private Path output;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load();
    ReplaySpeed pace = pace();
    if (metadata != null) {
      FleetFile.read(metadata, settings.zone("fleet.time-zone"));
    }
    try (StopSignal signal = StopSignal.install();
        Replay replay = open(settings.path("data-dir").resolve("tmp"))) {
      replay.requireLayout(path);
      if (output != null) {
        try (FileSink sink = FileSink.create(output)) {
          run(settings, replay, sink, pace, signal);
        }
      } else {
        try (KafkaSink sink = KafkaSink.connect(settings)) {
          run(settings, replay, sink, pace, signal);
        }
      }
    }
    return 0;
  }

  private void run(
      Settings settings, Replay replay, MessageSink sink, ReplaySpeed pace, StopSignal signal)
      throws IOException, InterruptedException {
    read(replay);
    send(replay, sink, pace, signal.latch(), installFleet(settings, replay));
  }

  private Replay open(Path temporary) throws IOException {
    return switch (format) {
      case "qld" -> Replay.queensland(temporary);
      case "daiad" -> Replay.daiad(temporary);
      default -> throw new CommandException("--format", format, "qld or daiad");
    };
  }

  private ReplaySpeed pace() {
    try {
      return ReplaySpeed.parse(speed);
    } catch (IllegalArgumentException neither) {
      throw new CommandException("--speed", speed, "max or a multiple of the clock such as 60x");
    }
  }

  private void read(Replay replay) throws IOException {
    try (RunProgress progress = RunProgress.start("replay, reading and sorting", 0)) {
      replay.read(path, messages -> progress.message());
    }
  }

  private String installFleet(Settings settings, Replay replay) throws IOException {
    Path directory = settings.path("fleet.directory");
    ZoneId zone = settings.zone("fleet.time-zone");
    if (metadata != null) {
      return ReplayFleet.install(metadata, directory, zone).toString();
    }
    return replay.households().isEmpty()
        ? null
        : ReplayFleet.writeDaiad(replay.households(), directory).toString();
  }

  private void send(
      Replay replay, MessageSink sink, ReplaySpeed pace, CountDownLatch stop, String fleetList)
      throws IOException, InterruptedException {
    ReplayResult result;
    try (RunProgress progress = RunProgress.start("replay, sending", replay.messages())) {
      result =
          replay.send(
              sink,
              pace,
              shiftToNow ? Replay.Shift.TO_NOW : Replay.Shift.NONE,
              clock.millis(),
              stop,
              sent -> {
                progress.message();
                progress.reached(sent);
              },
              fleetList);
    }
    Output.json(result);
  }
}
