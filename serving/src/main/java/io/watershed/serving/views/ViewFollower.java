package io.watershed.serving.views;

import io.watershed.core.settings.Settings;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.SearchException;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the batch layer: after each of its runs, copies what it wrote. Runs on a thread of its
 * own until it is closed; what is away is waited for, and said in {@link #message}.
 */
public final class ViewFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final Settings settings;
  private final ElasticsearchAddress address;
  private final Duration poll;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "batch-views");
  private final AtomicLong copies = new AtomicLong();
  private volatile String message = "waiting for the first batch run";

  private ViewFollower(Settings settings) {
    this.settings = settings;
    this.address = ElasticsearchAddress.from(settings);
    this.poll =
        settings.duration("serving.views.poll", Duration.ofMillis(100), Duration.ofHours(1));
  }

  /** Begins to follow. */
  public static ViewFollower start(Settings settings) {
    ViewFollower follower = new ViewFollower(settings);
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  /** What it does or waits for, in a few words; empty when the copies are up to date. */
  public String message() {
    return message;
  }

  /** How often it has copied something since its start. */
  public long copies() {
    return copies.get();
  }

  private void run() {
    try (HiveConnections hive = HiveConnections.from(settings)) {
      ViewCopier copier = new ViewCopier(address, Clock.systemUTC(), this::tell);
      StationCopier stations = new StationCopier(address, Clock.systemUTC(), this::tell);
      while (closed.getCount() > 0) {
        follow(hive, copier, stations);
        pause();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("no longer following the batch layer");
    } catch (HiveUnavailableException noDriver) {
      tell("the batch views cannot be copied: " + noDriver.getMessage());
      LOG.error("the batch views cannot be copied", noDriver);
    }
  }

  /** Follows over one connection, until it breaks or this is closed. */
  private void follow(HiveConnections hive, ViewCopier copier, StationCopier stations)
      throws InterruptedException {
    try (Connection connection = hive.open(Duration.ZERO)) {
      String database = settings.string("hive.database");
      BatchTables tables = new BatchTables(connection, database);
      StationTables stationTables = new StationTables(connection, database);
      Optional<String> seen = Optional.empty();
      while (closed.getCount() > 0) {
        Optional<String> before = seen;
        seen = look(tables, copier, seen);
        if (seen.isPresent()) {
          seen = lookAtStations(stationTables, copier, stations, before, seen);
        }
        pause();
      }
    } catch (HiveUnavailableException away) {
      tell("Hive is away; the batch views stay as they were copied last");
      LOG.debug("Hive is away", away);
    } catch (SQLException broken) {
      if (closed.getCount() > 0) {
        complain("Hive does not answer; the batch views stay as they were copied last", broken);
      }
    } catch (RuntimeException unforeseen) {
      if (closed.getCount() > 0) {
        complain("the batch views cannot be copied: " + unforeseen.getMessage(), unforeseen);
      }
    }
  }

  /**
   * Copies what is new.
   *
   * @param seen the stamp of the tables when they were copied last; empty to copy in any case
   * @return the stamp of what is copied now
   */
  private Optional<String> look(BatchTables tables, ViewCopier copier, Optional<String> seen)
      throws SQLException, InterruptedException {
    Optional<String> stamp = tables.stamp();
    if (stamp.isEmpty()) {
      tell("waiting for the first batch run");
      return stamp;
    }
    try {
      // The copies may be deleted while this runs; they are made again.
      if (!stamp.equals(seen) || copier.copiedRun().isEmpty()) {
        if (copier.copyNews(tables)) {
          copies.incrementAndGet();
        }
      }
      tell(copier.copiedRun().isEmpty() ? "waiting for the first batch run" : "");
      return stamp;
    } catch (IOException refused) {
      return refused("the batch views", refused);
    } catch (SearchException unanswered) {
      return refused("the batch views", unanswered.getCause());
    }
  }

  /** Copies what is new of the stations; otherwise as {@link #look}. */
  private Optional<String> lookAtStations(
      StationTables tables,
      ViewCopier copier,
      StationCopier stations,
      Optional<String> before,
      Optional<String> stamp)
      throws SQLException, InterruptedException {
    try {
      Optional<String> run = copier.copiedRun();
      if (run.isPresent() && (!stamp.equals(before) || !stations.hasCopied())) {
        stations.copyNews(tables, run.orElseThrow());
      }
      return stamp;
    } catch (IOException refused) {
      return refused("the stations' views", refused);
    } catch (SearchException unanswered) {
      return refused("the stations' views", unanswered.getCause());
    }
  }

  /** Tells that Elasticsearch is to be asked again. */
  private Optional<String> refused(String what, IOException refused) {
    complain(
        "Elasticsearch does not take " + what + ": " + BulkIndexer.whatHappened(refused), refused);
    return Optional.empty();
  }

  /** Tells what is wrong; what was wrong at the last attempt too is not logged again. */
  private void complain(String what, Exception problem) {
    if (!what.equals(message)) {
      LOG.warn("{}", what, problem);
    }
    message = what;
  }

  private void tell(String what) {
    if (!what.isEmpty() && !what.equals(message)) {
      LOG.info("{}", what);
    }
    message = what;
  }

  private void pause() throws InterruptedException {
    if (closed.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("closing");
    }
  }

  /** Stops following; a copy under way is given up and made again at the next start. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(STOP_PATIENCE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
