package io.watershed.ingestion.source;

import io.watershed.core.contract.LayerState;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.Version;
import io.watershed.core.status.LayerProcess;
import io.watershed.ingestion.ServerWait;
import io.watershed.ingestion.source.city.CitySource;
import io.watershed.ingestion.source.drop.DropSource;
import io.watershed.ingestion.source.msc.MscSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Runs the sources until it is stopped. It may be killed at any moment and started again: nothing
 * is sent twice and nothing is missed. Exit codes: 143 after a stop by SIGTERM, as of every JVM; 2
 * for a setting that is not allowed; 1 for anything else, after which it may be started again.
 */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    description = {
      "Takes what stations outside measured to Kafka until it is stopped: files from the drop"
          + " folder, and the services that the settings turn on.",
      "Settings are system properties: -Dwatershed.sources.msc.enabled=true and so on;"
          + " reference.conf names all of them. Keys come from the environment only:"
          + " WATERSHED_WEATHERAPI_KEY, WATERSHED_OPENWEATHER_KEY."
    })
public final class SourcesMain implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(SourcesMain.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Runs the sources. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new SourcesMain());
    command.getCommandSpec().version(Version.text());
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    return LayerProcess.run("sources", LOG::error, this::run);
  }

  /** The sources that the settings turn on. */
  static List<SourceDefinition> definitions(Settings settings, Clock clock) {
    ObservationCheck check = ObservationCheck.from(settings, clock);
    List<SourceDefinition> sources = new ArrayList<>();
    if (settings.flag("sources.msc.enabled")) {
      sources.add(MscSource.definition(settings, check));
    }
    if (settings.flag("sources.weatherapi.enabled")) {
      sources.add(CitySource.weatherApi(settings, check));
    }
    if (settings.flag("sources.openweather.enabled")) {
      sources.add(CitySource.openWeather(settings, check));
    }
    if (settings.flag("sources.drop.enabled")) {
      sources.add(DropSource.definition(settings, ObservationCheck.ofAnyAge(settings, clock)));
    }
    return sources;
  }

  private void run(Settings settings, LayerProcess process) throws InterruptedException {
    SourceTopics topics = SourceTopics.from(settings);
    Duration timeout =
        settings.duration("ingestion.server-timeout", Duration.ofSeconds(10), Duration.ofHours(1));
    List<SourceDefinition> sources = definitions(settings, Clock.systemUTC());
    SourceFigures figures = new SourceFigures();
    SourceStatus status = new SourceStatus(figures);
    process.reports(status::complete);
    ServerWait wait =
        new ServerWait(timeout, stopped, what -> process.becomes(LayerState.WAITING, what));
    wait.forTopic(topics.bootstrapServers(), topics.observations());
    topics.createState();
    List<Thread> threads = new ArrayList<>();
    for (SourceDefinition source : sources) {
      Thread thread =
          new Thread(
              new SourceRunner(source, topics, figures, status, stopped),
              "source-" + source.name());
      thread.setDaemon(true);
      threads.add(thread);
    }
    process.onStop(() -> stop(threads));
    threads.forEach(Thread::start);
    List<String> names = sources.stream().map(SourceDefinition::name).toList();
    process.becomes(LayerState.RUNNING, names.isEmpty() ? "no source is enabled" : "");
    LOG.info("sources run: {}", names.isEmpty() ? "none is enabled" : String.join(", ", names));
    if (sources.isEmpty()) {
      stopped.await();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (stopped.getCount() > 0) {
      throw new JournalException("every source has ended", null);
    }
  }

  private void stop(List<Thread> threads) {
    stopped.countDown();
    threads.forEach(Thread::interrupt);
    long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
    try {
      for (Thread thread : threads) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        thread.join(left);
      }
    } catch (InterruptedException hurried) {
      LOG.debug("the stop was interrupted");
    }
  }
}
