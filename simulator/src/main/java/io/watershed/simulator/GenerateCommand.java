package io.watershed.simulator;

import io.watershed.core.settings.Settings;
import io.watershed.core.time.LocalDays;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.kafka.KafkaSink;
import io.watershed.simulator.ledger.Ledger;
import io.watershed.simulator.ledger.LedgerTotals;
import io.watershed.simulator.message.FileSink;
import io.watershed.simulator.message.MessageSink;
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
 * {@code simulator generate --days 2 --seed 7 --ledger DIR}: some whole days of the fleet, with a
 * ledger of what must come of them.
 */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Generates whole days of the fleet, with labelled faults, to Kafka or to a file.")
final class GenerateCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;
  private static final LocalDate EARLIEST = LocalDate.parse("2000-01-02");

  @Mixin private FleetOptions fleet;

  @Option(names = "--days", required = true, description = "How many local days, 1 to 3660.")
  private int days;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description = "First local day; by default so that the last is yesterday.")
  private String start;

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "DIR",
      description = "Folder for ledger.json, faults.csv and expected_daily.csv.")
  private Path ledgerDirectory;

  @Option(
      names = "--rate",
      paramLabel = "max|N",
      description = "Messages a second (default: ${DEFAULT-VALUE}).")
  private String rate = "max";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write one message a line to a file instead of to Kafka.")
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
    RunPlan plan = fleet.plan(settings, startMillis);
    RateLimit limit = RateLimit.parse(rate, new CountDownLatch(1));
    if (output != null) {
      try (FileSink sink = FileSink.create(output)) {
        run(settings, plan, endMillis, sink, limit);
      }
    } else {
      try (KafkaSink sink = KafkaSink.connect(settings)) {
        run(settings, plan, endMillis, sink, limit);
      }
    }
    return 0;
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
      Settings settings, RunPlan plan, long endMillis, MessageSink target, RateLimit limit)
      throws Exception {
    long began = System.nanoTime();
    LedgerTotals totals;
    try (Ledger ledger = Ledger.open(ledgerDirectory, plan, settings);
        Progress progress = Progress.start("generate", endMillis - plan.startMillis())) {
      FleetSimulation simulation = new FleetSimulation(plan, ledger);
      MessageSink sink =
          (key, value) -> {
            target.send(key, value);
            progress.message();
          };
      while (simulation.nextDueMillis() < endMillis) {
        progress.reached(simulation.nextDueMillis() - plan.startMillis());
        limit.await(simulation.messages());
        simulation.step(sink);
      }
      simulation.finish(endMillis, sink);
      target.flush();
      totals = ledger.finish(endMillis);
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("messages", totals.messages());
    result.put("distinctReadings", totals.distinctReadings());
    result.put("duplicates", totals.duplicates());
    result.put("lateForSpeed", totals.lateForSpeed());
    result.put("deadLetters", totals.deadLetters().values().stream().mapToLong(n -> n).sum());
    result.put("seconds", seconds);
    result.put("messagesPerSecond", Math.round(totals.messages() / seconds));
    result.put("ledger", ledgerDirectory.toString());
    Output.json(result);
  }
}
