package io.watershed.simulator;

import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.ledger.FaultsFile;
import io.watershed.simulator.station.StationSimulation;
import io.watershed.simulator.station.ledger.StationFaultsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run without an end: what lies before the present as fast as it goes, then at the pace of the
 * clock. Its position is saved after the messages before it are safe, so a clean stop repeats and
 * skips nothing; after a crash the messages of the last second may be sent once more.
 */
final class LiveRun {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
  private static final long SLOT_MILLIS = 900_000;
  private static final long SAVE_EVERY_MILLIS = 1000;
  private static final long LONGEST_WAIT_MILLIS = 500;

  /** Builds the plan of a run whose fleets begin at two instants, the stations not later. */
  interface Planner {
    BothPlans plan(long stationsFromMillis, long metersFromMillis);
  }

  /**
   * How far back the first start begins.
   *
   * @param metersMillis the meters
   * @param stationsMillis the stations, as far or further
   */
  record Backfill(long metersMillis, long stationsMillis) {}

  /** Waits, or answers at once that the run is to stop. */
  interface Pause {
    boolean stopsWithin(long millis) throws InterruptedException;
  }

  private final Planner planner;
  private final Backfill backfill;
  private final Path stateFile;
  private final Clock clock;
  private final Pause pause;

  private BothPlans plan;
  private long stepsBefore;

  LiveRun(Planner planner, Backfill backfill, Path stateFile, Clock clock, Pause pause) {
    this.planner = planner;
    this.backfill = backfill;
    this.stateFile = stateFile;
    this.clock = clock;
    this.pause = pause;
  }

  /** A pause that ends early when a latch opens. */
  static Pause until(CountDownLatch stop) {
    return millis -> stop.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Runs until the pause says stop. */
  void run(Outlets outlets, RunProgress progress) throws IOException, InterruptedException {
    resume();
    Path faultsFile = stateFile.resolveSibling("faults.csv");
    Path stationFaultsFile = stateFile.resolveSibling(StationFaultsFile.NAME);
    try (FaultsFile faults = new FaultsFile(faultsFile);
        StationFaultsFile stationFaults =
            new StationFaultsFile(stationFaultsFile, plan.stations().fleet())) {
      BothFleets fleets =
          new BothFleets(
              new FleetSimulation(plan.meters(), faults),
              new StationSimulation(plan.stations(), stationFaults));
      Outlets nowhere = new Outlets((key, value) -> {}, (key, value) -> {});
      while (fleets.steps() < stepsBefore) {
        fleets.step(nowhere);
      }
      Flush flush =
          () -> {
            outlets.flush();
            faults.flush();
            stationFaults.flush();
          };
      follow(fleets, outlets, flush, progress);
    }
  }

  /** Makes everything safe that was sent or labelled so far. */
  private interface Flush {
    void flush() throws IOException;
  }

  private void resume() throws IOException {
    Optional<LiveState> saved = LiveState.read(stateFile);
    if (saved.isEmpty()) {
      long now = clock.millis();
      plan =
          planner.plan(
              slotBefore(now - backfill.stationsMillis()),
              slotBefore(now - backfill.metersMillis()));
      return;
    }
    LiveState state = saved.get();
    BothPlans same = planner.plan(state.startMillis(), state.metersFromMillis());
    if (same.seed() == state.seed() && same.fingerprint() == state.fleet()) {
      plan = same;
      stepsBefore = state.steps();
      LOG.info("going on after step {} of the run begun before", stepsBefore);
    } else {
      long from = slotBefore(state.reachedMillis());
      plan = planner.plan(from, from);
      LOG.info("seed or fleet has changed: a new run begins where the last one stopped");
    }
  }

  private static long slotBefore(long millis) {
    return Math.floorDiv(millis, SLOT_MILLIS) * SLOT_MILLIS;
  }

  private void follow(BothFleets fleets, Outlets outlets, Flush flush, RunProgress progress)
      throws IOException, InterruptedException {
    long savedAt = clock.millis();
    boolean behind = true;
    boolean stopped = false;
    while (!stopped) {
      long now = clock.millis();
      if (fleets.nextDueMillis() <= now) {
        fleets.step(outlets);
        stopped = behind && pause.stopsWithin(0);
      } else {
        if (behind) {
          behind = false;
          outlets.flush();
          progress.backfillDone();
          LOG.info("the present is reached after {} messages", fleets.messages());
        }
        long wait = Math.min(fleets.nextDueMillis() - now, LONGEST_WAIT_MILLIS);
        stopped = pause.stopsWithin(wait);
      }
      if (now - savedAt >= SAVE_EVERY_MILLIS) {
        save(fleets, flush);
        savedAt = now;
      }
    }
    save(fleets, flush);
  }

  private void save(BothFleets fleets, Flush flush) throws IOException {
    flush.flush();
    long reached = Math.min(fleets.nextDueMillis(), clock.millis());
    new LiveState(
            plan.seed(),
            plan.startMillis(),
            plan.meters().startMillis(),
            plan.fingerprint(),
            fleets.steps(),
            reached)
        .write(stateFile);
  }
}
