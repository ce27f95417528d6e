package io.watershed.hive;

import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections to HiveServer2. Safe for use by several threads; one instance per process is
 * enough, since loading the driver costs about a second.
 *
 * <p>Connections belong to the caller, who closes them before this is closed.
 */
public final class HiveConnections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HiveConnections.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final HiveSettings settings;
  private final DriverLoader loader;
  private final CountDownLatch closed = new CountDownLatch(1);

  private HiveConnections(HiveSettings settings, DriverLoader loader) {
    this.settings = settings;
    this.loader = loader;
  }

  /**
   * Loads the driver that the settings name. No server is asked yet.
   *
   * @throws HiveUnavailableException if the driver jar is absent or is no Hive driver
   */
  public static HiveConnections from(Settings settings) {
    HiveSettings hive = HiveSettings.from(settings);
    return new HiveConnections(hive, DriverLoader.open(hive.driverJar()));
  }

  /**
   * A new connection, waiting for a server that is just starting as long as the setting {@code
   * hive.connect-patience} says. No database is selected: statements name it.
   *
   * @throws HiveUnavailableException if there is no connection in that time
   */
  public Connection open() {
    return open(settings.connectPatience());
  }

  /**
   * As {@link #open()}, with a patience of the caller's. At least one attempt is made, so a
   * patience of zero asks once.
   *
   * @throws HiveUnavailableException if there is no connection in that time
   */
  public Connection open(Duration patience) {
    long start = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return connect();
      } catch (SQLException problem) {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        if (waited.plus(pause).compareTo(patience) > 0 || pauseOrClosed(pause)) {
          String answer = HiveSettings.withoutSecrets(String.valueOf(problem.getMessage()));
          throw HiveUnavailableException.after(waited, url(), answer, problem);
        }
        LOG.debug("Hive at {} is not ready, trying again", url());
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }

  private Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", settings.user());
    login.setProperty("password", settings.password());
    Driver driver = loader.driver();
    // Hadoop's configuration, which the driver reads, loads classes through the thread's loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(driver.getClass().getClassLoader());
    try {
      Connection connection = driver.connect(settings.url(), login);
      if (connection == null) {
        throw new SQLException("the driver does not know this kind of URL");
      }
      return connection;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private boolean pauseOrClosed(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String url() {
    return HiveSettings.withoutSecrets(settings.url());
  }

  /** Gives up waiting attempts and unloads the driver. */
  @Override
  public void close() {
    closed.countDown();
    try {
      loader.close();
    } catch (IOException harmless) {
      LOG.debug("the Hive driver's jar did not close", harmless);
    }
  }
}
