package io.watershed.speed.meter;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.FleetWatch;
import io.watershed.core.quality.Intake;
import io.watershed.core.settings.Settings;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake that all tasks of a process share. The query's functions are fixed when it starts and
 * are copied to every task; this copy carries only the settings, and finds the process's one intake
 * by its id, so that changed fleet lists are taken up while the query runs. On a cluster every
 * executor reads the lists at the same paths.
 */
final class SharedIntake implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(SharedIntake.class);
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  // As long as the process: Spark does not say when its last task has run. A process has one query
  // of meters, so that is one entry.
  private static final Map<String, Watched> BY_ID = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final Settings settings;

  SharedIntake(Settings settings) {
    this.settings = settings;
  }

  /** The intake with the newest fleet that could be read. */
  Intake get() {
    return BY_ID.computeIfAbsent(id, absent -> new Watched(settings)).intake();
  }

  private static final class Watched {
    private final Settings settings;
    private final FleetWatch watch;
    private Fleet fleet;
    private Intake intake;
    private long lookedAtNanos;

    Watched(Settings settings) {
      this.settings = settings;
      this.watch = new FleetWatch(settings);
      this.fleet = watch.refresh(LOG::error);
      this.intake = Intake.from(settings, fleet);
      this.lookedAtNanos = System.nanoTime();
    }

    synchronized Intake intake() {
      long now = System.nanoTime();
      if (now - lookedAtNanos >= LOOK_EVERY_NANOS) {
        lookedAtNanos = now;
        Fleet newest = watch.refresh(LOG::error);
        if (newest != fleet) {
          fleet = newest;
          intake = Intake.from(settings, newest);
          LOG.info("fleet lists read again: {} meters", newest.size());
        }
      }
      return intake;
    }
  }
}
