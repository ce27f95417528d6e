package io.watershed.serving.api;

import io.javalin.http.sse.SseClient;
import io.watershed.serving.answer.AlertEventAnswer;
import io.watershed.serving.answer.AnswerWriter;
import io.watershed.serving.answer.BatchEventAnswer;
import io.watershed.serving.answer.ClockAnswer;
import io.watershed.serving.answer.OverviewAnswer;
import io.watershed.serving.answer.OverviewFigures;
import io.watershed.serving.query.FleetState;
import io.watershed.serving.query.FleetState.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells browsers of what changes, as server-sent events. A browser that does not read holds up no
 * one but itself, and is let go when too much waits for it.
 */
final class EventStream implements FleetState.Listener, AutoCloseable {

  private static final int HEARTBEAT_SECONDS = 15;
  private static final int MOST_WAITING = 1_000;

  private final int most;
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final ExecutorService senders =
      Executors.newCachedThreadPool(work -> daemon(work, "event-sender"));
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "event-heartbeat"));
  private String version = "";
  private Optional<OverviewFigures> overview = Optional.empty();

  EventStream(int most) {
    this.most = most;
    var unused =
        heart.scheduleAtFixedRate(
            () -> followers.forEach(follower -> follower.comment("still here")),
            HEARTBEAT_SECONDS,
            HEARTBEAT_SECONDS,
            TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A browser, and what it is still to be told, in order. */
  private final class Follower {
    private final SseClient client;
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Follower(SseClient client) {
      this.client = client;
    }

    void event(String name, String data) {
      send(() -> client.sendEvent(name, data));
    }

    void comment(String text) {
      send(() -> client.sendComment(text));
    }

    private void send(Runnable message) {
      if (waiting.get() > MOST_WAITING) {
        followers.remove(this);
        client.close();
        return;
      }
      line.add(message);
      if (waiting.getAndIncrement() == 0) {
        senders.execute(this::sendAll);
      }
    }

    /** Only one thread at a time is here, for whoever finds others waiting starts none. */
    private void sendAll() {
      do {
        Runnable next = line.poll();
        if (next != null && !client.terminated()) {
          next.run();
        }
      } while (waiting.decrementAndGet() > 0);
    }
  }

  /** Whether one more may follow. */
  boolean hasRoom() {
    return followers.size() < most;
  }

  /** Takes a browser in, and tells it how things are. */
  void join(SseClient client, Snapshot snapshot) {
    Follower follower = new Follower(client);
    client.keepAlive();
    client.onClose(() -> followers.remove(follower));
    follower.event("clock", AnswerWriter.write(snapshot.clockAnswer()));
    snapshot
        .overview()
        .map(figures -> new OverviewAnswer(snapshot.clockAnswer(), figures))
        .ifPresent(overview -> follower.event("overview", AnswerWriter.write(overview)));
    followers.add(follower);
    if (client.terminated()) {
      followers.remove(follower);
    }
  }

  @Override
  public void refreshed(Snapshot snapshot) {
    ClockAnswer clock = snapshot.clockAnswer();
    tell("clock", clock);
    if (!snapshot.overview().equals(overview)) {
      overview = snapshot.overview();
      overview.ifPresent(figures -> tell("overview", new OverviewAnswer(clock, figures)));
    }
    String run = snapshot.clock().version();
    if (!run.equals(version)) {
      version = run;
      tell("batch", new BatchEventAnswer(clock.version(), clock.horizon()));
    }
  }

  @Override
  public void alerts(List<AlertEventAnswer> alerts) {
    alerts.forEach(alert -> tell("alert", alert));
  }

  private void tell(String event, Object data) {
    String text = AnswerWriter.write(data);
    followers.forEach(follower -> follower.event(event, text));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    followers.forEach(follower -> follower.client.close());
    followers.clear();
    senders.shutdown();
  }
}
