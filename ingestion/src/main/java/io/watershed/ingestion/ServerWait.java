package io.watershed.ingestion;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at a start until the servers answer, so that layers and servers may start in any order. */
public final class ServerWait {

  private static final Logger LOG = LoggerFactory.getLogger(ServerWait.class);
  private static final int ATTEMPT_MILLIS = 3000;

  private interface Attempt {
    void run() throws IOException, ExecutionException, InterruptedException;
  }

  private final Duration timeout;
  private final CountDownLatch stopped;
  private final Consumer<String> waiting;
  private final Configuration files;

  /**
   * A wait for servers that are no file systems.
   *
   * @param timeout how long a server is waited for
   * @param stopped ends a wait early when it reaches zero
   * @param waiting is told, once for each server that does not answer at once, what is waited for
   */
  public ServerWait(Duration timeout, CountDownLatch stopped, Consumer<String> waiting) {
    this(timeout, stopped, waiting, new Configuration());
  }

  /**
   * A wait.
   *
   * @param timeout how long a server is waited for
   * @param stopped ends a wait early when it reaches zero
   * @param waiting is told, once for each server that does not answer at once, what is waited for
   * @param files how file systems are reached
   */
  ServerWait(
      Duration timeout, CountDownLatch stopped, Consumer<String> waiting, Configuration files) {
    this.timeout = timeout;
    this.stopped = stopped;
    this.waiting = waiting;
    this.files = files;
  }

  /**
   * Waits for a topic.
   *
   * @throws ServerAwayException if it is not there in time
   */
  public void forTopic(String bootstrapServers, String topic) throws InterruptedException {
    Map<String, Object> properties =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ATTEMPT_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ATTEMPT_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      await(
          "topic " + topic + " of Kafka at " + bootstrapServers,
          () -> admin.describeTopics(List.of(topic)).allTopicNames().get());
    }
  }

  /**
   * Waits until a folder's file system can be written to, and makes the folder.
   *
   * @throws ServerAwayException if it cannot be written to in time
   */
  void forFolder(String folder) throws InterruptedException {
    Configuration impatient = new Configuration(files);
    impatient.setInt("ipc.client.connect.max.retries", 0);
    impatient.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
    impatient.setInt("fs.s3a.attempts.maximum", 1);
    impatient.setInt("fs.s3a.retry.limit", 1);
    Path path = new Path(folder);
    await(
        "the file system of " + folder,
        () -> {
          URI uri = path.toUri();
          try (FileSystem own = FileSystem.newInstance(uri, impatient)) {
            own.mkdirs(path);
          }
        });
  }

  private void await(String server, Attempt attempt) throws InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    boolean told = false;
    while (true) {
      String problem;
      try {
        attempt.run();
        return;
      } catch (IOException | ExecutionException notYet) {
        problem = firstLine(notYet.getCause() != null ? notYet.getCause() : notYet);
      }
      if (Instant.now().isAfter(deadline)) {
        throw new ServerAwayException(
            server + " did not answer within " + timeout.toSeconds() + " s: " + problem);
      }
      if (!told) {
        LOG.info("waiting for {}: {}", server, problem);
        waiting.accept("waiting for " + server);
        told = true;
      }
      if (stopped.await(200, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("stopped while waiting for " + server);
      }
    }
  }

  private static String firstLine(Throwable problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("no message");
  }
}
