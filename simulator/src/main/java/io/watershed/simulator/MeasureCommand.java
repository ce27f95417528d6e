package io.watershed.simulator;

import io.watershed.core.settings.Settings;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.engine.RunObserver;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.engine.Simulation;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.station.StationObserver;
import io.watershed.simulator.station.StationPlan;
import io.watershed.simulator.station.StationSimulation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.CRC32C;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code simulator measure --days 7}: how many messages a second are generated, bytes included,
 * when nobody takes them.
 */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = "Generates messages for nobody and prints how fast that goes.")
final class MeasureCommand implements Callable<Integer> {

  private static final long START = Instant.parse("2026-01-04T14:00:00Z").toEpochMilli();
  private static final long DAY_MILLIS = 86_400_000;
  private static final double NANOS = 1e9;

  @Mixin private FleetOptions fleet;

  @Mixin private StationOptions stations;

  @Option(names = "--days", description = "Length of the run (default: ${DEFAULT-VALUE}).")
  private int days = 7;

  /** Reads every byte, so that none of the work can be left out. */
  private static final class Checksum implements MessageSink {
    private final CRC32C sum = new CRC32C();
    private long bytes;

    @Override
    public void send(byte[] key, byte[] value) {
      if (value != null) {
        sum.update(value, 0, value.length);
        bytes += value.length;
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load();
    RunPlan plan = fleet.plan(settings, START);
    long began = System.nanoTime();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("meters", plan.meters().size());
    result.put("days", days);
    measure(new FleetSimulation(plan, RunObserver.NONE), began, result);
    result.put("stations", stations(settings));
    Output.json(result);
    return 0;
  }

  /** The stations one after the meters: each fleet has a figure of its own. */
  private Map<String, Object> stations(Settings settings) {
    long began = System.nanoTime();
    StationPlan plan = stations.plan(settings, fleet.seed(), START, fleet.faultRate());
    StationSimulation simulation = new StationSimulation(plan, StationObserver.NONE);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("stations", plan.fleet().stations().size());
    result.put("secondsBeforeFirstMessage", (System.nanoTime() - began) / NANOS);
    measure(simulation, System.nanoTime(), result);
    return result;
  }

  private void measure(Simulation simulation, long began, Map<String, Object> result) {
    Checksum sink = new Checksum();
    simulation.finish(START + days * DAY_MILLIS, sink);
    double seconds = (System.nanoTime() - began) / NANOS;
    result.put("messages", simulation.messages());
    result.put("bytes", sink.bytes);
    result.put("crc32c", Long.toHexString(sink.sum.getValue()));
    result.put("seconds", seconds);
    result.put("messagesPerSecond", Math.round(simulation.messages() / seconds));
  }
}
