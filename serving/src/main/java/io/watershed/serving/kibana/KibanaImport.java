package io.watershed.serving.kibana;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for a Kibana and brings objects into it. Doing it again changes nothing. */
final class KibanaImport {
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  private final KibanaClient client;
  private final KibanaAddress address;
  private final Duration pause;
  private final Consumer<String> progress;

  /**
   * An import that asks as often as {@code pause} says and tells how it goes.
   *
   * @param progress takes sentences for people
   */
  KibanaImport(
      KibanaClient client, KibanaAddress address, Duration pause, Consumer<String> progress) {
    this.client = client;
    this.address = address;
    this.pause = pause;
    this.progress = progress;
  }

  /**
   * Creates or updates all of the objects.
   *
   * @param patience how long Kibana is waited for
   * @throws KibanaException if Kibana is not ready in time or refuses
   */
  List<Outcome> run(SavedObjects objects, Duration patience) throws InterruptedException {
    awaitReady(patience);
    progress.accept("importing " + objects.objects().size() + " objects into Kibana at " + address);
    return client.importObjects(objects);
  }

  private void awaitReady(Duration patience) throws InterruptedException {
    long begin = System.nanoTime();
    long told = begin - PROGRESS.toNanos();
    while (true) {
      Optional<String> unready = client.unready();
      if (unready.isEmpty()) {
        return;
      }
      long now = System.nanoTime();
      if (now - begin + pause.toNanos() > patience.toNanos()) {
        throw new KibanaException(
            "Kibana at "
                + address
                + " was not ready within "
                + patience.toSeconds()
                + " s: "
                + unready.get());
      }
      if (now - told >= PROGRESS.toNanos()) {
        told = now;
        progress.accept("waiting for Kibana at " + address + ": " + unready.get());
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    }
  }
}
