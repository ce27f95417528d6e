package io.watershed.benchmarks;

import io.watershed.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Counts documents as a search finds them: from the first look that finds any, for a given time. No
 * refresh is forced, so a document counts when the index's own settings have made it searchable.
 */
final class SearchableRate {

  /** Documents that became searchable in some seconds. */
  record Growth(long documents, double seconds) {
    double perSecond() {
      return documents / seconds;
    }
  }

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final URI count;
  private final HttpClient client = HttpClient.newHttpClient();

  SearchableRate(String elasticsearchUrl, String indices) {
    this.count = URI.create(elasticsearchUrl + "/" + indices + "/_count?allow_no_indices=true");
  }

  /** Counts now. */
  long documents() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(count).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == 200
        ? Json.MAPPER.readTree(answer.body()).path("count").asLong()
        : 0;
  }

  /**
   * Measures growth over at least the given time.
   *
   * @throws TimeoutException if nothing becomes searchable at all
   */
  Growth measure(Duration atLeast) throws Exception {
    try (Ticks ticks = new Ticks()) {
      long first = 0;
      for (long waited = 0; first == 0; waited++) {
        if (waited > PATIENCE.toSeconds()) {
          throw new TimeoutException("no document became searchable in " + PATIENCE);
        }
        ticks.awaitNext();
        first = documents();
      }
      long start = System.nanoTime();
      long last = first;
      double seconds = 0;
      while (seconds < atLeast.toSeconds()) {
        ticks.awaitNext();
        last = documents();
        seconds = (System.nanoTime() - start) / 1e9;
      }
      return new Growth(last - first, seconds);
    }
  }

  /** One permit a second. */
  private static final class Ticks implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    void awaitNext() throws Exception {
      clock.schedule(() -> {}, 1, TimeUnit.SECONDS).get();
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }
}
