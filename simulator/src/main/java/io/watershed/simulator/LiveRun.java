package io.watershed.simulator;

import io.watershed.core.meter.Meter;
import io.watershed.simulator.engine.FleetSimulation;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.ledger.FaultsFile;
import io.watershed.simulator.message.MessageSink;
import io.watershed.simulator.model.Randomness;
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

  /** Builds the plan of a run that begins at an instant. */
  interface Planner {
    RunPlan plan(long startMillis);
  }

  /** Waits, or answers at once that the run is to stop. */
  interface Pause {
    boolean stopsWithin(long millis) throws InterruptedException;
  }

  private final Planner planner;
  private final long backfillMillis;
  private final Path stateFile;
  private final Clock clock;
  private final Pause pause;

  private RunPlan plan;
  private long stepsBefore;

  LiveRun(Planner planner, long backfillMillis, Path stateFile, Clock clock, Pause pause) {
    this.planner = planner;
    this.backfillMillis = backfillMillis;
    this.stateFile = stateFile;
    this.clock = clock;
    this.pause = pause;
  }

  /** A pause that ends early when a latch opens. */
  static Pause until(CountDownLatch stop) {
    return millis -> stop.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Runs until the pause says stop. */
  void run(MessageSink sink, Progress progress) throws IOException, InterruptedException {
    resume();
    Path faultsFile = stateFile.resolveSibling("faults.csv");
    try (FaultsFile faults = new FaultsFile(faultsFile)) {
      FleetSimulation simulation = new FleetSimulation(plan, faults);
      while (simulation.steps() < stepsBefore) {
        simulation.step((key, value) -> {});
      }
      follow(simulation, sink, faults, progress);
    }
  }

  private void resume() throws IOException {
    Optional<LiveState> saved = LiveState.read(stateFile);
    if (saved.isEmpty()) {
      plan = planner.plan(slotBefore(clock.millis() - backfillMillis));
      return;
    }
    LiveState state = saved.get();
    RunPlan same = planner.plan(state.startMillis());
    if (same.seed() == state.seed() && fingerprint(same) == state.fleet()) {
      plan = same;
      stepsBefore = state.steps();
      LOG.info("going on after step {} of the run begun before", stepsBefore);
    } else {
      plan = planner.plan(slotBefore(state.reachedMillis()));
      LOG.info("seed or fleet has changed: a new run begins where the last one stopped");
    }
  }

  private static long slotBefore(long millis) {
    return Math.floorDiv(millis, SLOT_MILLIS) * SLOT_MILLIS;
  }

  private static long fingerprint(RunPlan plan) {
    long mixed = Double.doubleToLongBits(plan.faultRate());
    for (Meter meter : plan.meters()) {
      // Not hashCode, which for an enum differs from one process to the next.
      mixed = Randomness.mixTwo(mixed, meter.toString().hashCode());
    }
    return mixed;
  }

  private void follow(
      FleetSimulation simulation, MessageSink sink, FaultsFile faults, Progress progress)
      throws IOException, InterruptedException {
    long savedAt = clock.millis();
    boolean behind = true;
    boolean stopped = false;
    while (!stopped) {
      long now = clock.millis();
      if (simulation.nextDueMillis() <= now) {
        simulation.step(sink);
        stopped = behind && pause.stopsWithin(0);
      } else {
        if (behind) {
          behind = false;
          sink.flush();
          progress.backfillDone();
          LOG.info("the present is reached after {} messages", simulation.messages());
        }
        long wait = Math.min(simulation.nextDueMillis() - now, LONGEST_WAIT_MILLIS);
        stopped = pause.stopsWithin(wait);
      }
      if (now - savedAt >= SAVE_EVERY_MILLIS) {
        save(simulation, sink, faults);
        savedAt = now;
      }
    }
    save(simulation, sink, faults);
  }

  private void save(FleetSimulation simulation, MessageSink sink, FaultsFile faults)
      throws IOException {
    sink.flush();
    faults.flush();
    long reached = Math.min(simulation.nextDueMillis(), clock.millis());
    new LiveState(plan.seed(), plan.startMillis(), fingerprint(plan), simulation.steps(), reached)
        .write(stateFile);
  }
}
