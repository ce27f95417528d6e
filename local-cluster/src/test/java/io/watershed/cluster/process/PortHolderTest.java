package io.watershed.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1
         1: 0100007F:1F90 0100007F:2384 01 00000000:00000000 00:00000000 00000000     0        0 4343 1
      """;

  @TempDir private Path proc;

  @Test
  void namesTheProcessThatListens() throws IOException {
    writeTable();
    Path process = Files.createDirectories(proc.resolve("4711/fd")).getParent();
    Files.createSymbolicLink(process.resolve("fd/7"), Path.of("socket:[4242]"));
    Files.write(
        process.resolve("cmdline"),
        "/usr/bin/java\0-Xmx1g\0-cp\0/a.jar:/b.jar\0kafka.Kafka\0"
            .getBytes(StandardCharsets.UTF_8));

    assertThat(PortHolder.in(proc).describe(0x2384)).contains("process 4711 (java kafka.Kafka)");
  }

  @Test
  void ignoresPortsThatAreOnlyConnectedTo() throws IOException {
    writeTable();

    assertThat(PortHolder.in(proc).describe(0x1F90)).isEmpty();
  }

  @Test
  void knowsNoHolderWhereProcessesAreHidden() throws IOException {
    writeTable();

    assertThat(PortHolder.in(proc).describe(0x2384)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsThisVeryProcess() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.ofThisMachine().describe(socket.getLocalPort()))
          .hasValueSatisfying(
              holder ->
                  assertThat(holder)
                      .startsWith("process " + ProcessHandle.current().pid() + " (java"));
    }
  }

  private void writeTable() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(proc.resolve("net/tcp"), TABLE);
  }
}
