package io.watershed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls of the dashboard at a steady rate. A call is due at its own time, whether the ones before
 * it were answered or not, and its latency counts from that time: a server that stalls cannot hide
 * it by delaying the questions.
 */
final class DashboardLoad {

  /** A call of the dashboard: what is asked, and how to make its path from a random number. */
  record Call(String title, PathMaker path) {}

  /** Makes a path and its query. */
  @FunctionalInterface
  interface PathMaker {
    String path(Random random);
  }

  /**
   * Latencies in milliseconds.
   *
   * @param calls how many were answered with 200
   */
  record Latency(long calls, double median, double p95, double p99, double longest) {

    static Latency of(double[] millis) {
      double[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new Latency(
          sorted.length,
          quantile(sorted, 0.5),
          quantile(sorted, 0.95),
          quantile(sorted, 0.99),
          quantile(sorted, 1));
    }

    /** The smallest value that at least this share of all values does not exceed. */
    private static double quantile(double[] sorted, double share) {
      if (sorted.length == 0) {
        return Double.NaN;
      }
      int rank = (int) Math.ceil(share * sorted.length);
      return Math.round(sorted[Math.max(1, rank) - 1] * 10) / 10.0;
    }
  }

  /**
   * What came of a load.
   *
   * @param all over all calls
   * @param byCall by the call's title
   * @param failures answers other than 200, and calls without an answer
   * @param firstFailure one of them in words, or empty
   */
  record Outcome(Latency all, Map<String, Latency> byCall, long failures, String firstFailure) {}

  private record Answer(String title, double millis, String failure) {}

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final List<Call> calls;

  /**
   * A load.
   *
   * @param url of the dashboard, such as {@code http://127.0.0.1:8090}
   * @param calls asked in turn
   */
  DashboardLoad(String url, List<Call> calls) {
    this.url = url;
    this.calls = List.copyOf(calls);
  }

  /** The body of one answer. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request(path), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** Asks at a rate, for some time, and returns when every call is answered. */
  Outcome run(int perSecond, Duration length, long seed) throws InterruptedException {
    Random random = new Random(seed);
    ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    int number = Math.toIntExact(perSecond * length.toSeconds());
    CountDownLatch open = new CountDownLatch(number);
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long begin = System.nanoTime();
    for (int index = 0; index < number; index++) {
      Call call = calls.get(index % calls.size());
      long due = begin + index * interval;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      String path = call.path().path(random);
      var unused =
          http.sendAsync(request(path), HttpResponse.BodyHandlers.ofByteArray())
              .whenComplete(
                  (answer, problem) -> {
                    double millis = (System.nanoTime() - due) / 1e6;
                    answers.add(new Answer(call.title(), millis, failure(path, answer, problem)));
                    open.countDown();
                  });
    }
    open.await();
    return outcome(List.copyOf(answers));
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(LONGEST).build();
  }

  private static String failure(String path, HttpResponse<byte[]> answer, Throwable problem) {
    if (problem != null) {
      return path + ": " + problem;
    }
    return answer.statusCode() == 200 ? "" : path + ": " + answer.statusCode();
  }

  private Outcome outcome(List<Answer> answers) {
    Map<String, Latency> byCall = new LinkedHashMap<>();
    for (Call call : calls) {
      byCall.put(call.title(), latency(answers, call.title()));
    }
    List<String> failures =
        answers.stream().map(Answer::failure).filter(text -> !text.isEmpty()).toList();
    return new Outcome(
        latency(answers, null), byCall, failures.size(), failures.isEmpty() ? "" : failures.get(0));
  }

  private static Latency latency(List<Answer> answers, String title) {
    return Latency.of(
        answers.stream()
            .filter(answer -> answer.failure().isEmpty())
            .filter(answer -> title == null || answer.title().equals(title))
            .mapToDouble(Answer::millis)
            .toArray());
  }
}
