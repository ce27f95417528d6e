package io.watershed.simulator;

import static io.watershed.simulator.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.LayerState;
import io.watershed.core.failure.ExitCode;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.station.StationPlan;
import io.watershed.simulator.station.TestStations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LiveRunTest {

  private static final long HOUR = 3_600_000;
  private static final long NOW = START + 24 * HOUR;

  @TempDir private Path folder;
  private LiveRun.Backfill backfill = new LiveRun.Backfill(24 * HOUR, 24 * HOUR);

  /** Time passes only while the run waits; at the end it is told to stop. */
  private static final class WaitingClock extends Clock implements LiveRun.Pause {
    private final long end;
    private long now;

    WaitingClock(long now, long end) {
      this.now = now;
      this.end = end;
    }

    @Override
    public boolean stopsWithin(long millis) {
      now += millis;
      return now >= end;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void run(Path state, long from, long to, long seed, MessageSink sink)
      throws IOException, InterruptedException {
    run(state, from, to, seed, sink, sink);
  }

  private void run(
      Path state, long from, long to, long seed, MessageSink meters, MessageSink stations)
      throws IOException, InterruptedException {
    WaitingClock clock = new WaitingClock(from, to);
    LiveRun run =
        new LiveRun(
            (stationsFrom, metersFrom) ->
                new BothPlans(
                    RunPlan.of(TestFleet.meters(10), TestFleet.BRISBANE, seed, metersFrom, 3),
                    new StationPlan(TestStations.FLEET, stationsFrom, 3)),
            backfill,
            state,
            clock,
            clock);
    StatusFile status = StatusFile.at(folder.resolve("status.json"));
    try (RunProgress progress = RunProgress.quiet("live", status)) {
      progress.watch(() -> run.run(new Outlets(meters, stations), progress));
    }
  }

  private LayerStatus lastStatus() throws IOException {
    return StatusFile.at(folder.resolve("status.json")).read().orElseThrow();
  }

  @Test
  void theLastStatusOfARunThatEndsAsAskedIsThatItStopped() throws Exception {
    run(folder.resolve("live.json"), NOW, NOW + 10_000, 1, new SentMessages());
    assertThat(lastStatus().state()).isEqualTo(LayerState.STOPPED);
    assertThat(lastStatus().message()).isEqualTo("live");
  }

  @Test
  void theLastStatusOfARunThatFailsSaysWhy() throws Exception {
    IllegalStateException refusal = new IllegalStateException("Kafka did not take a message");
    MessageSink refusing =
        (key, value) -> {
          throw refusal;
        };
    Path state = folder.resolve("live.json");
    assertThatThrownBy(() -> run(state, NOW, NOW + 10_000, 1, new SentMessages(), refusing))
        .isSameAs(refusal);
    assertThat(lastStatus().state()).isEqualTo(LayerState.FAILED);
    assertThat(lastStatus().message()).isEqualTo("Kafka did not take a message");
    assertThat(lastStatus().figures()).containsEntry("messagesPerSecond", 0.0);
    assertThat(ExitCode.of(refusal, (sentence, problem) -> {})).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aRunThatStopsAndGoesOnSendsWhatOneRunSends() throws Exception {
    SentMessages whole = new SentMessages();
    run(folder.resolve("whole.json"), NOW, NOW + 600_000, 1, whole);

    SentMessages parts = new SentMessages();
    Path state = folder.resolve("parts.json");
    run(state, NOW, NOW + 50_000, 1, parts);
    run(state, NOW + 60_000, NOW + 200_000, 1, parts);
    run(state, NOW + 300_000, NOW + 600_000, 1, parts);

    int common = Math.min(whole.all().size(), parts.all().size());
    assertThat(common).isGreaterThan(1000);
    for (int index = 0; index < common; index++) {
      assertThat(parts.all().get(index).value()).isEqualTo(whole.all().get(index).value());
    }
  }

  @Test
  void stationsMayBeginBeforeTheMetersAlsoForARunThatGoesOn() throws Exception {
    SentMessages together = new SentMessages();
    run(folder.resolve("together.json"), NOW, NOW + 200_000, 1, together, new SentMessages());

    backfill = new LiveRun.Backfill(24 * HOUR, 72 * HOUR);
    SentMessages meters = new SentMessages();
    SentMessages stations = new SentMessages();
    Path state = folder.resolve("earlier.json");
    run(state, NOW, NOW + 50_000, 1, meters, stations);
    run(state, NOW + 60_000, NOW + 200_000, 1, meters, stations);

    SentMessages alone = new SentMessages();
    TestStations.simulationFrom(START - 48 * HOUR, 3).runUntil(NOW, alone);
    assertThat(stations.all()).hasSizeGreaterThan(alone.all().size());
    for (int index = 0; index < alone.all().size(); index++) {
      assertThat(stations.all().get(index).value()).isEqualTo(alone.all().get(index).value());
    }
    assertThat(meters.all()).hasSizeGreaterThan(1000);
    for (int index = 0; index < Math.min(meters.all().size(), together.all().size()); index++) {
      assertThat(meters.all().get(index).value()).isEqualTo(together.all().get(index).value());
    }
  }

  @Test
  void anotherSeedBeginsWhereTheLastRunStopped() throws Exception {
    Path state = folder.resolve("live.json");
    SentMessages first = new SentMessages();
    run(state, NOW, NOW + 600_000, 1, first);
    SentMessages second = new SentMessages();
    run(state, NOW + HOUR, NOW + HOUR + 600_000, 2, second);
    assertThat(second.all()).hasSizeLessThan(first.all().size() / 4).isNotEmpty();
    assertThat(LiveState.read(state).orElseThrow().startMillis()).isGreaterThanOrEqualTo(NOW);
  }

  @Test
  void whereARunStoppedIsReadOfALaterVersionAndADamagedFileIsSaid() throws Exception {
    Path state = folder.resolve("live.json");
    run(state, NOW, NOW + 10_000, 1, new SentMessages());
    LiveState saved = LiveState.read(state).orElseThrow();
    Files.writeString(state, Files.readString(state).replaceFirst("\\{", "{\"later\":[1],"));
    assertThat(LiveState.read(state)).contains(saved);
    Files.writeString(state, "{\"seed\":");
    assertThatThrownBy(() -> LiveState.read(state))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(state + " does not say where the run before stopped: ")
        .hasMessageEndingWith("Without the file a new run begins.");
  }

  @Test
  void labelsTheFaultsOfTheRun() throws Exception {
    run(folder.resolve("new/live.json"), NOW, NOW + 10_000, 1, new SentMessages());
    assertThat(Files.readString(folder.resolve("new/faults.csv")))
        .startsWith("label,meter_id,from,to,detail\n");
    assertThat(Files.readString(folder.resolve("new/station_faults.csv")))
        .startsWith("label,station_id,element,from,to,detail\n")
        .contains("ABSOLUTE_ALTITUDE", "DELAYED_UPLOAD");
  }

  @Test
  void eachFleetSendsToItsOwnTopicWhatItSendsAlone() throws Exception {
    SentMessages meters = new SentMessages();
    SentMessages stations = new SentMessages();
    run(folder.resolve("both.json"), NOW, NOW + 600_000, 1, meters, stations);
    assertThat(meters.all())
        .noneMatch(message -> String.valueOf(message.text()).contains("values"));
    SentMessages alone = new SentMessages();
    TestStations.simulation(3).runUntil(NOW, alone);
    assertThat(alone.all()).hasSizeGreaterThan(1000);
    for (int index = 0; index < alone.all().size(); index++) {
      assertThat(stations.all().get(index).value()).isEqualTo(alone.all().get(index).value());
    }
  }
}
