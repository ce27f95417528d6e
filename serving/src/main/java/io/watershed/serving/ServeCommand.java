package io.watershed.serving;

import io.javalin.util.JavalinBindException;
import io.watershed.core.meter.FleetFileException;
import io.watershed.core.settings.Settings;
import io.watershed.core.status.LayerStatus;
import io.watershed.core.status.StatusFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code serving serve}: the API and the dashboard, until the process is told to stop. */
@Command(
    name = "serve",
    description = {
      "Answers queries over both layers at /api/v1 and serves the live dashboard.",
      "Settings: serving.http.*; anything but the loopback address needs the environment variable"
          + " WATERSHED_SERVING_TOKEN."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.load();
    StatusFile status = StatusFile.from(settings);
    tell(status, "starting", "", Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStopped, "stop-serving"));
    try {
      return serve(settings, status);
    } catch (FleetFileException unusable) {
      LOG.error("{}", unusable.getMessage());
      tell(status, "failed", unusable.getMessage(), Map.of());
      return CommandLine.ExitCode.USAGE;
    } catch (JavalinBindException taken) {
      String reason =
          "the port "
              + settings.string("serving.http.port")
              + " is taken; the setting watershed.serving.http.port names another";
      LOG.error("{}", reason);
      tell(status, "failed", reason, Map.of());
      // Starting again would not help: the supervisor gives up at once and says why.
      return CommandLine.ExitCode.USAGE;
    } finally {
      stopped.countDown();
    }
  }

  private int serve(Settings settings, StatusFile status) throws InterruptedException {
    try (Dashboard dashboard = Dashboard.start(settings)) {
      LOG.info("the dashboard is at {}", dashboard.address());
      while (!stop.await(1, TimeUnit.SECONDS)) {
        String message = dashboard.message();
        tell(
            status,
            dashboard.isStale() ? "waiting" : "running",
            message.isEmpty() ? dashboard.address() : dashboard.address() + "  " + message,
            dashboard.figures());
      }
    }
    tell(status, "stopped", "", Map.of());
    return CommandLine.ExitCode.OK;
  }

  private static void tell(
      StatusFile status, String state, String message, Map<String, Double> figures) {
    try {
      status.write(LayerStatus.of("dashboard", state, message, Instant.now(), figures, Map.of()));
    } catch (IOException unwritten) {
      LOG.debug("the status file could not be written", unwritten);
    }
  }

  private void awaitStopped() {
    stop.countDown();
    try {
      if (!stopped.await(15, TimeUnit.SECONDS)) {
        LOG.info("not everything stopped in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
