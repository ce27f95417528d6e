package io.watershed.serving;

import io.javalin.util.JavalinBindException;
import io.watershed.core.contract.LayerState;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.status.LayerProcess;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
  public Integer call() {
    return LayerProcess.run("dashboard", LOG::error, this::serve);
  }

  private void serve(Settings settings, LayerProcess process) throws InterruptedException {
    process.onStop(this::awaitStopped);
    try (Dashboard dashboard = Dashboard.start(settings)) {
      LOG.info("the dashboard is at {}", dashboard.address());
      process.reports(
          status -> status.withAddress(dashboard.address()).withFigures(dashboard.figures()));
      do {
        process.becomes(
            dashboard.isStale() ? LayerState.WAITING : LayerState.RUNNING, dashboard.message());
      } while (!stop.await(1, TimeUnit.SECONDS));
    } catch (JavalinBindException taken) {
      // Starting again would not help: the supervisor gives up at once and says why.
      throw new SettingsException(
          "the port "
              + settings.string("serving.http.port")
              + " is taken; the setting watershed.serving.http.port names another");
    } finally {
      stopped.countDown();
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
