package io.watershed.serving.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import io.watershed.serving.query.FleetState;
import io.watershed.serving.query.FleetState.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells browsers of what changes, as server-sent events. */
final class EventStream implements FleetState.Listener, AutoCloseable {

  private static final int HEARTBEAT_SECONDS = 15;

  private final int most;
  private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "event-heartbeat");
            thread.setDaemon(true);
            return thread;
          });
  private String version = "";
  private String overview = "";

  EventStream(int most) {
    this.most = most;
    var unused =
        heart.scheduleAtFixedRate(
            () -> clients.forEach(client -> client.sendComment("still here")),
            HEARTBEAT_SECONDS,
            HEARTBEAT_SECONDS,
            TimeUnit.SECONDS);
  }

  /** Whether one more may follow. */
  boolean hasRoom() {
    return clients.size() < most;
  }

  /** Takes a browser in, and tells it how things are. */
  void join(SseClient client, Snapshot snapshot) {
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    client.sendEvent("clock", snapshot.clockJson().toString());
    client.sendEvent("overview", snapshot.overviewJson().toString());
    clients.add(client);
  }

  @Override
  public void refreshed(Snapshot snapshot) {
    tell("clock", snapshot.clockJson());
    ObjectNode now = snapshot.overviewJson();
    now.remove("clock");
    if (!now.toString().equals(overview)) {
      overview = now.toString();
      tell("overview", snapshot.overviewJson());
    }
    String run = snapshot.clock().version();
    if (!run.equals(version)) {
      version = run;
      ObjectNode batch = snapshot.clockJson();
      batch.retain("version", "horizon");
      tell("batch", batch);
    }
  }

  @Override
  public void alerts(List<ObjectNode> alerts) {
    alerts.forEach(alert -> tell("alert", alert));
  }

  private void tell(String event, ObjectNode data) {
    String text = data.toString();
    clients.forEach(client -> client.sendEvent(event, text));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    clients.forEach(SseClient::close);
    clients.clear();
  }
}
