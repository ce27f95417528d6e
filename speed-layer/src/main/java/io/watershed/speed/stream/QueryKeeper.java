package io.watershed.speed.stream;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.spark.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the queries of the layer. One whose saved state cannot be read (see {@link
 * io.watershed.core.binary.Layout}) begins anew from an empty checkpoint, once: from the oldest
 * message that Kafka holds it computes its state and its documents again, and each document takes
 * the place of the same one of before. The old checkpoint is kept beside the new one.
 */
public final class QueryKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(QueryKeeper.class);

  /** Starts a query; it goes on where its checkpoint says. */
  @FunctionalInterface
  public interface Start {
    /** Starts it. */
    StreamingQuery start() throws TimeoutException;
  }

  private static final class Kept {
    private final String checkpoint;
    private final Start start;
    private StreamingQuery query;
    private boolean rebuilt;

    Kept(String checkpoint, Start start) {
      this.checkpoint = checkpoint;
      this.start = start;
    }
  }

  private final SparkSession spark;
  private final Consumer<String> rebuilds;
  private final List<Kept> queries = new ArrayList<>();

  /**
   * A keeper without queries.
   *
   * @param rebuilds is told in a sentence of each query that begins anew
   */
  public QueryKeeper(SparkSession spark, Consumer<String> rebuilds) {
    this.spark = spark;
    this.rebuilds = rebuilds;
  }

  /** Starts a query and keeps it. */
  public void start(String checkpoint, Start start) throws TimeoutException {
    Kept kept = new Kept(checkpoint, start);
    kept.query = start.start();
    queries.add(kept);
  }

  /**
   * Waits until a query ends.
   *
   * @throws StreamingQueryException if it failed, and not because of saved state
   * @throws UnreadableStateException if its state cannot be read though it was computed again
   */
  public void await() throws StreamingQueryException, TimeoutException, IOException {
    while (true) {
      try {
        spark.streams().awaitAnyTermination();
        return;
      } catch (StreamingQueryException failure) {
        // First forgotten, then looked for, so that one that fails meanwhile is not overlooked.
        spark.streams().resetTerminated();
        if (!rebuild()) {
          throw failure;
        }
      }
    }
  }

  private boolean rebuild() throws StreamingQueryException, TimeoutException, IOException {
    boolean any = false;
    for (Kept kept : queries) {
      if (kept.query.exception().isDefined()) {
        rebuild(kept, kept.query.exception().get());
        any = true;
      }
    }
    return any;
  }

  private void rebuild(Kept kept, StreamingQueryException failure)
      throws StreamingQueryException, TimeoutException, IOException {
    UnreadableStateException unreadable = unreadable(failure).orElseThrow(() -> failure);
    if (kept.rebuilt) {
      // What this version wrote itself it would not read the next time, either.
      throw unreadable;
    }
    String aside =
        Checkpoint.at(kept.checkpoint, spark.sparkContext().hadoopConfiguration()).setAside();
    String said =
        "the state of "
            + kept.query.name()
            + " is computed again from all that Kafka holds, because "
            + unreadable.getMessage();
    LOG.warn("{}; the old checkpoint is now {}", said, aside);
    kept.rebuilt = true;
    kept.query = kept.start.start();
    rebuilds.accept(said);
  }

  private static Optional<UnreadableStateException> unreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableStateException unreadable) {
        return Optional.of(unreadable);
      }
    }
    return Optional.empty();
  }
}
