package io.watershed.elasticsearch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waiting for a server that is away: ever longer, up to a limit, for ever. What is being waited for
 * can be asked from anywhere in the process, so that the layer's status can say it.
 */
public final class Backoff {
  private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = Duration.ofSeconds(5).toMillis();

  // One for the process, as its status is: tasks wait deep inside Spark, which hands them nothing
  // that the status could look at.
  private static final AtomicReference<String> WAITING_FOR = new AtomicReference<>();

  // Never released: acquiring it is a wait that an interrupt ends.
  private final Semaphore never = new Semaphore(0);
  private long nextMillis = FIRST_MILLIS;

  /** What this process is waiting for, if anything. */
  public static Optional<String> waitingFor() {
    return Optional.ofNullable(WAITING_FOR.get());
  }

  /**
   * Waits before the next attempt.
   *
   * @param reason one sentence: who is away and why
   * @throws InterruptedException when the task is cancelled, such as by a stop of the layer
   */
  public void await(String reason) throws InterruptedException {
    if (!reason.equals(WAITING_FOR.getAndSet(reason))) {
      LOG.warn("waiting: {}", reason);
    }
    if (never.tryAcquire(nextMillis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("nobody releases this semaphore");
    }
    nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
  }

  /** Says that the last attempt went well. */
  public void reset() {
    nextMillis = FIRST_MILLIS;
    if (WAITING_FOR.get() != null && WAITING_FOR.getAndSet(null) != null) {
      LOG.info("going on");
    }
  }
}
