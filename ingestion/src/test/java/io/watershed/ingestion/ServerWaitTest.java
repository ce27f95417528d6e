package io.watershed.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ServerWaitTest {

  @TempDir Path folder;
  private final List<String> waiting = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ServerWait wait = new ServerWait(Duration.ZERO, stopped, waiting::add);

  @Test
  void makesTheFolderAndTellsOfNoWait() throws InterruptedException {
    wait.forFolder(folder.resolve("a/b").toUri().toString());
    assertThat(Files.isDirectory(folder.resolve("a/b"))).isTrue();
    assertThat(waiting).isEmpty();
  }

  @Test
  void namesFileSystemThatDoesNotAnswer() throws IOException {
    String address = "hdfs://127.0.0.1:" + closedPort() + "/watershed";
    assertThatThrownBy(() -> wait.forFolder(address))
        .isInstanceOf(ServerAwayException.class)
        .hasMessageStartingWith("the file system of " + address + " did not answer within 0 s: ");
  }

  @Test
  void namesKafkaThatDoesNotAnswer() throws IOException {
    String address = "127.0.0.1:" + closedPort();
    assertThatThrownBy(() -> wait.forTopic(address, "meter-readings"))
        .isInstanceOf(ServerAwayException.class)
        .hasMessageStartingWith(
            "topic meter-readings of Kafka at " + address + " did not answer within 0 s: ");
  }

  @Test
  void tellsWhatItWaitsForAndEndsWhenStopped() throws IOException {
    stopped.countDown();
    String address = "127.0.0.1:" + closedPort();
    ServerWait patient = new ServerWait(Duration.ofMinutes(10), stopped, waiting::add);
    assertThatThrownBy(() -> patient.forTopic(address, "meter-readings"))
        .isInstanceOf(InterruptedException.class);
    assertThat(waiting).containsExactly("waiting for topic meter-readings of Kafka at " + address);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
