package io.watershed.simulator;

import io.watershed.core.settings.Settings;
import io.watershed.simulator.kafka.KafkaSink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulator live --backfill 48h}: both fleets at the pace of the clock. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description =
        "Runs meters and stations at the pace of the clock, their last hours first, and goes on"
            + " after a restart where it stopped.")
final class LiveCommand implements Callable<Integer> {

  private static final Duration LONGEST_BACKFILL = Duration.ofDays(366);

  @Mixin private FleetOptions fleet;

  @Mixin private StationOptions stations;

  @Option(
      names = "--backfill",
      paramLabel = "DURATION",
      defaultValue = "48h",
      description = "How far back the first start begins (default: ${DEFAULT-VALUE}).")
  private String backfill;

  @Option(
      names = "--station-backfill",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description =
          "How far back the stations begin, since a forecast of levels has to know how they were"
              + " (default: ${DEFAULT-VALUE}); at least as far as --backfill.")
  private String stationBackfill;

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load();
    Duration meters = duration("--backfill", backfill);
    Duration named = duration("--station-backfill", stationBackfill);
    Duration earliest = named.compareTo(meters) > 0 ? named : meters;
    Path state = settings.path("data-dir").resolve("simulator").resolve("live.json");
    try (StopSignal signal = StopSignal.install();
        KafkaSink kafka = KafkaSink.connect(settings);
        RunProgress progress = RunProgress.quiet("live")) {
      LiveRun run =
          new LiveRun(
              (stationsFrom, metersFrom) -> plans(settings, stationsFrom, metersFrom),
              new LiveRun.Backfill(meters.toMillis(), earliest.toMillis()),
              state,
              Clock.systemUTC(),
              LiveRun.until(signal.latch()));
      progress.watch(
          () -> {
            Outlets outlets = new Outlets(kafka, kafka.toTopic(StationOptions.topic(settings)));
            run.run(outlets.counted(progress), progress);
          });
    }
    return 0;
  }

  private BothPlans plans(Settings settings, long stationsFrom, long metersFrom) {
    return new BothPlans(
        fleet.plan(settings, metersFrom),
        stations.plan(settings, fleet.seed(), stationsFrom, fleet.faultRate()));
  }

  private static Duration duration(String option, String text) {
    String allowed =
        "a duration such as 24h, 90m or 2d, at most " + LONGEST_BACKFILL.toDays() + "d";
    if (text.matches("[0-9]{1,6}[smhd]")) {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      Duration duration =
          switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          };
      if (duration.compareTo(LONGEST_BACKFILL) <= 0) {
        return duration;
      }
    }
    throw new CommandException(option, text, allowed);
  }
}
