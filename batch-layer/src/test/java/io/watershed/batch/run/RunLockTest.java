package io.watershed.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder;

  @Test
  void secondRunWaitsForTheFirstAndSaysSo() throws Exception {
    Path file = folder.resolve("run/batch.lock");
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Integer> second;
    AtomicInteger ended = new AtomicInteger();
    try (RunLock first = RunLock.acquire(file, () -> ended.set(-1))) {
      second =
          CompletableFuture.supplyAsync(
              () -> {
                try (RunLock lock = RunLock.acquire(file, waiting::countDown)) {
                  return ended.get();
                } catch (IOException problem) {
                  throw new UncheckedIOException(problem);
                }
              });
      assertThat(waiting.await(60, TimeUnit.SECONDS)).as("second run says that it waits").isTrue();
      ended.set(1);
    }
    assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(1);
  }
}
