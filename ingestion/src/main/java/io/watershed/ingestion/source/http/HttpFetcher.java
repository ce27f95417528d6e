package io.watershed.ingestion.source.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.watershed.ingestion.source.PostponedException;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers over HTTP, politely: what may pass (a lost connection, a status of 429, 408 or
 * 5xx, a body that is not what was asked for) is asked again after a pause that grows, or after the
 * one that the provider names. Redirections are not followed. Nothing that it logs or throws shows
 * a key.
 */
public final class HttpFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(HttpFetcher.class);
  private static final double JITTER = 0.3;
  private static final int LONGEST_QUOTE = 200;
  private static final int MOST_READ = 8_000;

  private final HttpClient client;
  private final HttpLimits limits;
  private final Clock clock;
  private final SourceFigures figures;
  private final FailsafeExecutor<Object> retries;

  /** A fetcher that counts {@code requests} and {@code retries}. */
  public HttpFetcher(HttpLimits limits, Clock clock, SourceFigures figures) {
    this.limits = limits;
    this.clock = clock;
    this.figures = figures;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    RetryPolicy<Object> ownPace =
        RetryPolicy.builder()
            .handle(PassingException.class)
            .withMaxRetries(limits.retries())
            .withBackoff(limits.firstBackoff(), limits.longestBackoff())
            .withJitter(JITTER)
            .onRetry(event -> figures.one("retries"))
            .build();
    // The library's jitter may shorten a pause, and this one must not be shortened.
    RetryPolicy<Object> providersPace =
        RetryPolicy.builder()
            .handle(WaitException.class)
            .withMaxRetries(limits.retries())
            .withDelayFnOn(
                event -> withJitter(((WaitException) event.getLastException()).wait),
                WaitException.class)
            .onRetry(event -> figures.one("retries"))
            .build();
    this.retries = Failsafe.with(providersPace, ownPace);
  }

  /** What may be different the next time. */
  private static final class PassingException extends Exception {
    private static final long serialVersionUID = 1;

    PassingException(String message) {
      super(message);
    }
  }

  /** The provider says how long to wait. */
  private static final class WaitException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Duration wait;

    WaitException(String message, Duration wait) {
      super(message);
      this.wait = wait;
    }
  }

  private static Duration withJitter(Duration least) {
    return least.plusMillis(
        ThreadLocalRandom.current().nextLong(1 + (long) (least.toMillis() * JITTER)));
  }

  /**
   * The answer of an address.
   *
   * @throws SourceException if there is none after all repetitions, or one that will not change
   * @throws InterruptedException if the thread is interrupted, as it is when the process stops
   */
  public <T> T get(HttpAddress address, AnswerReader<T> reader)
      throws SourceException, InterruptedException {
    try {
      return retries.get(() -> ask(address, reader));
    } catch (FailsafeException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof InterruptedException) {
        // The library has set the flag again.
        Thread.interrupted();
        throw new InterruptedException("interrupted while asking " + address);
      }
      if (cause instanceof SourceException lasting) {
        throw lasting;
      }
      throw new SourceException(
          address.secret().mask(String.valueOf(cause.getMessage()))
              + " (after "
              + limits.retries()
              + " repetitions)");
    }
  }

  private <T> T ask(HttpAddress address, AnswerReader<T> reader)
      throws SourceException, PassingException, WaitException, InterruptedException {
    figures.one("requests");
    HttpResponse<byte[]> response = send(address);
    int status = response.statusCode();
    if (status != 200) {
      throw refused(address, response);
    }
    try {
      return reader.read(response.body());
    } catch (BadAnswerException bad) {
      String message = address.secret().mask(address + " answered 200, but " + bad.getMessage());
      LOG.debug("{}", message);
      figures.one("badAnswers");
      throw new PassingException(message);
    }
  }

  private HttpResponse<byte[]> send(HttpAddress address)
      throws SourceException, PassingException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.uri())
            .timeout(limits.timeout())
            .header("Accept", "application/geo+json, application/json")
            .header("User-Agent", "watershed")
            .build();
    // The request's own time-out ends with the headers; a body that drips is ended by the wait.
    LimitedBody body = new LimitedBody(limits.maximumBytes());
    CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> body);
    try {
      return answer.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new PassingException(
          address + " did not answer in full within " + limits.timeout().toMillis() + " ms");
    } catch (ExecutionException failure) {
      if (body.tooLarge()) {
        throw new SourceException(
            address + ": the answer has more than " + limits.maximumBytes() + " bytes");
      }
      throw new PassingException(
          address + " cannot be read: " + address.secret().mask(describe(failure.getCause())));
    } finally {
      answer.cancel(true);
    }
  }

  private static String describe(Throwable problem) {
    return problem instanceof IOException && problem.getMessage() != null
        ? problem.getMessage()
        : problem.getClass().getSimpleName();
  }

  /** Throws what a status other than 200 means. */
  private SourceException refused(HttpAddress address, HttpResponse<byte[]> response)
      throws SourceException, PassingException, WaitException {
    int status = response.statusCode();
    String message = address + " answered " + status + quote(address, response.body());
    boolean passing = status == 408 || status == 429 || status >= 500;
    if (!passing) {
      throw new SourceException(message);
    }
    Optional<Duration> wait =
        response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, clock));
    if (wait.isEmpty()) {
      throw new PassingException(message);
    }
    if (wait.get().compareTo(limits.longestRetryAfter()) > 0) {
      throw new PostponedException(
          message + " and asks to wait " + wait.get().toSeconds() + " s", wait.get());
    }
    LOG.info("{} asks to wait {} s", address, wait.get().toSeconds());
    figures.one("waits");
    throw new WaitException(message, wait.get());
  }

  private static String quote(HttpAddress address, byte[] body) {
    // Masked before it is cut: half a key is a secret too.
    String text =
        address
            .secret()
            .mask(new String(body, 0, Math.min(body.length, MOST_READ), StandardCharsets.UTF_8))
            .replaceAll("[\\p{Cntrl}\\s]+", " ")
            .strip();
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return cut.isEmpty() ? "" : ": " + cut;
  }
}
