package io.watershed.cluster.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts components again when their processes have ended without being asked to, after a pause
 * that doubles with every failure in a row. A component that was given bad input is not started
 * again.
 */
public final class Supervisor implements AutoCloseable {
  /** Failures in a row after which a component counts as failed; it is still tried again. */
  static final int TOO_MANY = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Events events;
  private final LongSupplier nanoTime;
  private final Map<Component, Watch> watches = new HashMap<>();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(Supervisor::daemon);
  private final ExecutorService starters = Executors.newCachedThreadPool(Supervisor::daemon);

  /** A supervisor that looks four times a second. */
  public Supervisor(Events events) {
    this(events, System::nanoTime);
    var unused =
        looker.scheduleWithFixedDelay(
            this::lookAtAll, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A supervisor that looks when its test says so. */
  Supervisor(Events events, LongSupplier nanoTime) {
    this.events = events;
    this.nanoTime = nanoTime;
  }

  /** What is known of a component. */
  private static final class Watch {
    private int failures;
    private int restarts;
    private long startedAt;
    private long nextTry;
    private boolean starting;
    private boolean ended;
    private String lastReason = "";
  }

  /** The pause before the next try after so many failures in a row. */
  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(10, failures - 1));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Watches a component that has been started. */
  public synchronized void watch(Component component) {
    Watch watch = new Watch();
    watch.startedAt = nanoTime.getAsLong();
    watches.put(component, watch);
  }

  /** Stops watching, before the component is stopped. */
  public synchronized void forget(Component component) {
    watches.remove(component);
  }

  /** How often it was started again. */
  public synchronized int restarts(Component component) {
    Watch watch = watches.get(component);
    return watch == null ? 0 : watch.restarts;
  }

  /** Whether a start is under way or awaited. */
  public synchronized boolean isRestarting(Component component) {
    Watch watch = watches.get(component);
    return watch != null && (watch.starting || watch.ended);
  }

  /** A sentence about a component that fails again and again, or got bad input. */
  public synchronized Optional<String> failure() {
    return watches.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().failures >= TOO_MANY
                    || (entry.getValue().ended && entry.getKey().isHopeless()))
        .map(entry -> entry.getKey().title() + " failed: " + entry.getValue().lastReason)
        .findFirst();
  }

  private void lookAtAll() {
    List<Component> all;
    synchronized (this) {
      all = new ArrayList<>(watches.keySet());
    }
    for (Component component : all) {
      try {
        look(component);
      } catch (RuntimeException unforeseen) {
        events.add("supervising " + component.title() + " failed: " + unforeseen.getMessage());
      }
    }
  }

  /** Looks at one component and starts it again if it is time. */
  synchronized void look(Component component) {
    Watch watch = watches.get(component);
    if (watch == null || watch.starting) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (component.isAlive()) {
      if (watch.failures > 0 && now - watch.startedAt > STEADY.toNanos()) {
        watch.failures = 0;
      }
      return;
    }
    if (!watch.ended) {
      noticeEnd(component, watch, now);
    } else if (now >= watch.nextTry && !component.isHopeless() && !component.isDone()) {
      watch.starting = true;
      starters.execute(() -> restart(component, watch));
    }
  }

  private void noticeEnd(Component component, Watch watch, long now) {
    watch.ended = true;
    if (component.isDone()) {
      events.add(component.title() + " is done");
      return;
    }
    watch.failures++;
    watch.lastReason = component.reason();
    if (component.isHopeless()) {
      events.add(component.title() + " cannot run: " + watch.lastReason);
      return;
    }
    Duration pause = pause(watch.failures);
    watch.nextTry = now + pause.toNanos();
    events.add(
        component.title()
            + " has ended and is started again in "
            + pause.toSeconds()
            + " s; its last words: "
            + watch.lastReason);
  }

  private void restart(Component component, Watch watch) {
    String problem = null;
    try {
      component.start();
    } catch (RuntimeException failed) {
      problem = failed.getMessage();
      component.kill();
    }
    synchronized (this) {
      watch.starting = false;
      watch.restarts++;
      long now = nanoTime.getAsLong();
      if (problem == null) {
        watch.ended = false;
        watch.startedAt = now;
        events.add(component.title() + " runs again");
      } else {
        watch.failures++;
        watch.lastReason = problem;
        watch.nextTry = now + pause(watch.failures).toNanos();
        events.add(problem);
      }
    }
    if (!isWatched(component)) {
      component.stop();
    }
  }

  /** Whether it was started and is looked after. */
  synchronized boolean isWatched(Component component) {
    return watches.containsKey(component);
  }

  /** Stops looking; leaves the components as they are. */
  @Override
  public void close() {
    looker.shutdownNow();
    synchronized (this) {
      watches.clear();
    }
    starters.shutdown();
    try {
      if (!starters.awaitTermination(LONGEST_PAUSE.toSeconds(), TimeUnit.SECONDS)) {
        starters.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      starters.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "supervisor");
    thread.setDaemon(true);
    return thread;
  }
}
