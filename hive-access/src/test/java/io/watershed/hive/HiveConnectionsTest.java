package io.watershed.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiveConnectionsTest {

  @TempDir private Path folder;

  @Test
  void namesTheUrlOfAServerThatIsNotThereAndHidesItsPassword() throws IOException {
    int port = freePort();
    Settings settings =
        Settings.of(
            Map.of("hive.jdbc-url", "jdbc:hive2://127.0.0.1:" + port + "/;password=opensesame"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    try (HiveConnections hive = HiveConnections.from(settings)) {
      assertThatThrownBy(() -> hive.open(Duration.ofMillis(500)))
          .isInstanceOf(HiveUnavailableException.class)
          .hasMessageContaining("Hive at jdbc:hive2://127.0.0.1:" + port + "/;password=***")
          .hasMessageNotContaining("opensesame");
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void saysNothingOnStandardError() throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (HiveConnections hive =
        HiveConnections.from(
            Settings.of(Map.of("hive.jdbc-url", "jdbc:hive2://127.0.0.1:" + freePort() + "/")))) {
      assertThatThrownBy(() -> hive.open(Duration.ZERO))
          .isInstanceOf(HiveUnavailableException.class);
    } finally {
      System.setErr(before);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void namesADriverJarThatIsAbsent() {
    Settings settings = Settings.of(Map.of("hive.driver-jar", "nowhere/driver.jar"));

    assertThatThrownBy(() -> HiveConnections.from(settings))
        .isInstanceOf(HiveUnavailableException.class)
        .hasMessageContaining("nowhere/driver.jar does not exist")
        .hasMessageContaining("watershed.hive.driver-jar");
  }

  @Test
  void namesAJarThatHoldsNoDriver() throws IOException {
    Path jar = Files.writeString(folder.resolve("text.jar"), "not a jar");
    Settings settings = Settings.of(Map.of("hive.driver-jar", jar.toString()));

    assertThatThrownBy(() -> HiveConnections.from(settings))
        .isInstanceOf(HiveUnavailableException.class)
        .hasMessageContaining(jar + " holds no usable Hive driver");
  }

  @Test
  void refusesAUrlOfAnotherKind() {
    Settings settings = Settings.of(Map.of("hive.jdbc-url", "jdbc:postgresql://localhost/"));

    assertThatThrownBy(() -> HiveConnections.from(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.hive.jdbc-url = jdbc:postgresql://localhost/ is not allowed: it must"
                + " be a URL that starts with jdbc:hive2://");
  }

  @Test
  void readsItsDefaultsFromTheReference() {
    HiveSettings settings = HiveSettings.from(Settings.of(Map.of()));

    assertThat(settings.url()).isEqualTo("jdbc:hive2://127.0.0.1:10000/");
    assertThat(settings.connectPatience()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.password()).isEmpty();
    assertThat(settings.driverJar().getFileName()).hasToString("hive-jdbc-standalone.jar");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
