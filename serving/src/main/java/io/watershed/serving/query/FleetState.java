package io.watershed.serving.query;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.FleetWatch;
import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.Search;
import io.watershed.elasticsearch.SearchException;
import io.watershed.serving.answer.AlertEventAnswer;
import io.watershed.serving.answer.ClockAnswer;
import io.watershed.serving.answer.OverviewFigures;
import io.watershed.serving.answer.PipelineFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every page asks for, computed once for all of them: the data's clock, the overview, the
 * pipeline's health, the directory of meters. A thread of its own computes it again every few
 * seconds, and less often where that takes long; requests read what it left. So no request adds up
 * the fleet, and none waits for Hive: the batch views are copied to Elasticsearch by {@link
 * io.watershed.serving.views.ViewFollower}.
 */
public final class FleetState implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FleetState.class);

  /** At most a tenth of one processor's time goes into refreshing. */
  private static final int REST = 10;

  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration DIRECTORY_AGE = Duration.ofSeconds(30);
  private static final int ALERTS_AT_ONCE = 200;

  /**
   * What was computed last.
   *
   * @param overview as the overview page has it; empty before the first time
   * @param pipeline as the pipeline page has it; empty before the first time
   * @param stale whether a later attempt failed
   * @param message why, one sentence; empty when it did not
   */
  public record Snapshot(
      DataClock clock,
      Directory directory,
      Optional<OverviewFigures> overview,
      Optional<PipelineFigures> pipeline,
      boolean stale,
      String message) {

    /** The clock as answers have it. */
    public ClockAnswer clockAnswer() {
      return clock.answer(stale, message);
    }

    /** What was computed before, of which a later attempt failed. */
    private Snapshot staleFor(String why) {
      return new Snapshot(clock, directory, overview, pipeline, true, why);
    }
  }

  /** Told of what changed. */
  public interface Listener {
    /** The snapshot was computed again. */
    void refreshed(Snapshot snapshot);

    /** Alerts that are new or changed, oldest change first. */
    void alerts(List<AlertEventAnswer> alerts);
  }

  private final Search search;
  private final Overview overview;
  private final PipelineHealth health;
  private final Alerts alerts;
  private final FleetWatch fleet;
  private final Settings settings;
  private final Clock wall;
  private final Duration period;
  private final Consumer<String> problems;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "fleet-state");
  private volatile Snapshot snapshot;
  private Instant directoryMade = Instant.EPOCH;
  private Instant alertsSeen;

  /** The state of the fleet of the settings; nothing is computed before {@link #start}. */
  public FleetState(
      Search search,
      Consumption consumption,
      Alerts alerts,
      PipelineHealth health,
      Settings settings,
      Clock wall) {
    this.search = search;
    this.alerts = alerts;
    this.overview = new Overview(search, consumption, alerts);
    this.health = health;
    this.settings = settings;
    this.wall = wall;
    this.fleet = new FleetWatch(settings);
    this.period =
        settings.duration("serving.refresh", Duration.ofMillis(100), Duration.ofMinutes(5));
    this.problems = problem -> LOG.warn("{}", problem);
    this.alertsSeen = wall.instant();
    this.snapshot = nothing("Nothing was read yet.");
  }

  private Snapshot nothing(String message) {
    DataClock clock =
        new DataClock(
            wall.instant(),
            wall.instant(),
            true,
            null,
            Instant.EPOCH,
            DataClock.NO_VERSION,
            null,
            null,
            settings.zone("fleet.time-zone"));
    return new Snapshot(
        clock, Directory.empty(), Optional.empty(), Optional.empty(), true, message);
  }

  /** Begins to compute. */
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** What was computed last. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Waits for the first attempt, whether it succeeds or not; tells whether it is over. */
  public boolean awaitFirst(Duration patience) throws InterruptedException {
    return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells a listener from now on. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  private void run() {
    try {
      while (closed.getCount() > 0) {
        long begin = System.nanoTime();
        refresh();
        first.countDown();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        Duration rest = taken.multipliedBy(REST);
        rest = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        rest = rest.compareTo(period) > 0 ? rest : period;
        if (closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopped) {
      LOG.debug("no longer refreshing");
    }
  }

  private void refresh() {
    Snapshot before = snapshot;
    try {
      Fleet meters = fleet.refresh(problems);
      DataClock clock = DataClock.read(search, wall.instant(), meters.defaultZone());
      Directory directory = directory(before, meters, clock);
      snapshot =
          new Snapshot(
              clock,
              directory,
              Optional.of(overview.figures(clock, directory)),
              Optional.of(health.figures(clock)),
              false,
              "");
      tellAlerts(clock);
    } catch (SearchException away) {
      snapshot = before.staleFor(away.getMessage());
      LOG.debug("the last figures stay", away);
    } catch (RuntimeException broken) {
      if (closed.getCount() == 0) {
        return;
      }
      LOG.warn("the figures could not be computed", broken);
      snapshot =
          before.staleFor("The figures could not be computed; the log of the dashboard says why.");
    }
    listeners.forEach(listener -> listener.refreshed(snapshot));
  }

  private Directory directory(Snapshot before, Fleet meters, DataClock clock) {
    boolean sameVersion = before.clock().version().equals(clock.version());
    Instant now = wall.instant();
    if (sameVersion && !before.stale() && now.isBefore(directoryMade.plus(DIRECTORY_AGE))) {
      return before.directory();
    }
    directoryMade = now;
    return Directory.read(search, meters, alerts, clock);
  }

  private void tellAlerts(DataClock clock) {
    List<AlertEventAnswer> changed = alerts.updatedAfter(alertsSeen, clock, ALERTS_AT_ONCE);
    if (changed.isEmpty()) {
      return;
    }
    alertsSeen = changed.get(changed.size() - 1).updatedAt();
    listeners.forEach(listener -> listener.alerts(changed));
  }

  /** Stops computing. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
