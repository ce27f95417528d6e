package io.watershed.simulator;

import io.watershed.core.settings.Settings;
import io.watershed.core.time.LocalDays;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.kafka.KafkaSink;
import io.watershed.simulator.ledger.Ledger;
import io.watershed.simulator.ledger.LedgerTotals;
import io.watershed.simulator.message.FileSink;
import io.watershed.simulator.station.StationSimulation;
import io.watershed.simulator.station.ledger.StationLedger;
import io.watershed.simulator.station.ledger.StationTotals;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code simulator generate --days 2 --seed 7 --ledger DIR}: some whole days of both fleets, with a
 * ledger of what must come of them.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description =
        "Generates whole days of meters and stations, with labelled faults, to Kafka or to files.")
final class GenerateCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;
  private static final LocalDate EARLIEST = LocalDate.parse("2000-01-02");

  @Mixin private FleetOptions fleet;

  @Mixin private StationOptions stations;

  @Option(names = "--days", required = true, description = "How many local days, 1 to 3660.")
  private int days;

  @Option(
      names = "--station-days",
      paramLabel = "N",
      description =
          "How many days of the stations, which end with those of the meters and may begin before"
              + " them, 1 to 3660; by default as many.")
  private Integer stationDays;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description = "First local day; by default so that the last is yesterday.")
  private String start;

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "DIR",
      description = {
        "Folder for the books: of the meters ledger.json, faults.csv and expected_daily.csv; of the",
        "stations stations.json, stations.csv, station_faults.csv, station_floods.csv and",
        "expected_station_daily.csv."
      })
  private Path ledgerDirectory;

  @Option(
      names = "--rate",
      paramLabel = "max|N",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private String rate = "max";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Write one message a line to a file instead of to Kafka; those of the stations to a file"
              + " beside it whose name begins with stations-.")
  private Path output;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load();
    ZoneId zone = settings.zone("fleet.time-zone");
    LocalDate today = LocalDate.now(clock.withZone(zone));
    LocalDate first = firstDay(today);
    long startMillis = LocalDays.startOf(first, zone);
    long endMillis = LocalDays.startOf(first.plusDays(days), zone);
    BothPlans plans =
        new BothPlans(
            fleet.plan(settings, startMillis),
            stations.plan(settings, fleet.seed(), stationStart(first, zone), fleet.faultRate()));
    RateLimit limit = RateLimit.parse(rate, new CountDownLatch(1));
    if (output != null) {
      Path beside = output.resolveSibling("stations-" + output.getFileName());
      try (FileSink meterFile = FileSink.create(output);
          FileSink stationFile = FileSink.create(beside)) {
        run(settings, plans, endMillis, new Outlets(meterFile, stationFile), limit);
      }
    } else {
      try (KafkaSink sink = KafkaSink.connect(settings)) {
        Outlets outlets = new Outlets(sink, sink.toTopic(StationOptions.topic(settings)));
        run(settings, plans, endMillis, outlets, limit);
      }
    }
    return 0;
  }

  private long stationStart(LocalDate first, ZoneId zone) {
    int longest = 3660;
    if (stationDays != null && (stationDays < days || stationDays > longest)) {
      throw new CommandException(
          "--station-days", Integer.toString(stationDays), "from --days to " + longest);
    }
    int before = stationDays == null ? 0 : stationDays - days;
    return LocalDays.startOf(first.minusDays(before), zone);
  }

  private LocalDate firstDay(LocalDate today) {
    if (days < 1 || days > 3660) {
      throw new CommandException("--days", Integer.toString(days), "from 1 to 3660");
    }
    LocalDate latest = today.minusDays(days);
    if (start == null) {
      return latest;
    }
    String allowed = "a date from " + EARLIEST + " to " + latest + ", so that the last day is over";
    try {
      LocalDate date = LocalDate.parse(start);
      if (!date.isBefore(EARLIEST) && !date.isAfter(latest)) {
        return date;
      }
    } catch (DateTimeException noDate) {
      // Answered below like a date out of range.
    }
    throw new CommandException("--start", start, allowed);
  }

  private void run(
      Settings settings, BothPlans plans, long endMillis, Outlets targets, RateLimit limit)
      throws Exception {
    long began = System.nanoTime();
    LedgerTotals totals;
    StationTotals stationTotals;
    long startMillis = plans.startMillis();
    try (Ledger ledger = Ledger.open(ledgerDirectory, plans.meters(), settings);
        StationLedger stationLedger =
            StationLedger.open(ledgerDirectory, plans.stations(), settings);
        RunProgress progress = RunProgress.start("generate", endMillis - startMillis)) {
      BothFleets fleets =
          new BothFleets(
              new FleetSimulation(plans.meters(), ledger),
              new StationSimulation(plans.stations(), stationLedger));
      Outlets outlets = targets.counted(progress);
      while (fleets.nextDueMillis() < endMillis) {
        progress.reached(fleets.nextDueMillis() - startMillis);
        limit.await(fleets.messages());
        fleets.step(outlets);
      }
      fleets.finish(endMillis, outlets);
      outlets.flush();
      totals = ledger.finish(endMillis);
      stationTotals = stationLedger.finish(endMillis);
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("messages", totals.messages());
    result.put("distinctReadings", totals.distinctReadings());
    result.put("duplicates", totals.duplicates());
    result.put("lateForSpeed", totals.lateForSpeed());
    result.put("deadLetters", sum(totals.deadLetters()));
    result.put("stations", figures(stationTotals));
    result.put("seconds", seconds);
    result.put(
        "messagesPerSecond", Math.round((totals.messages() + stationTotals.messages()) / seconds));
    result.put("ledger", ledgerDirectory.toString());
    Output.json(result);
  }

  private static Map<String, Object> figures(StationTotals totals) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("messages", totals.messages());
    figures.put("distinctObservations", totals.distinctObservations());
    figures.put("duplicates", totals.duplicates());
    figures.put("lateForSpeed", totals.lateForSpeed());
    figures.put("deadLetters", sum(totals.deadLetters()));
    figures.put("floods", totals.floods());
    return figures;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
