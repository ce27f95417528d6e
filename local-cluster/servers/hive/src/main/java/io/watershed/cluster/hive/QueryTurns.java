package io.watershed.cluster.hive;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hive.ql.QueryPlan;
import org.apache.hadoop.hive.ql.exec.Utilities;
import org.apache.hadoop.hive.ql.hooks.QueryLifeTimeHook;
import org.apache.hadoop.hive.ql.hooks.QueryLifeTimeHookContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one query at a time use Tez, in the order in which they came.
 *
 * <p>Tez in local mode runs the tasks of all sessions in the server's own process, and Hive keeps
 * what a task is reading in a map of that process whose key is the vertex's name, "Map 1". Of two
 * queries that scan side by side one may read the other's files under its own schema: it fails or,
 * worse, answers wrongly. Metadata calls, DDL and plain fetches need no Tez and no turn.
 *
 * <p>HiveServer2 makes a hook for each query; the turn is the process's.
 */
public final class QueryTurns implements QueryLifeTimeHook {
  private static final Logger LOG = LoggerFactory.getLogger(QueryTurns.class);

  /** So that a query that never ends is an error for the next ones, not a silence. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Semaphore TURN = new Semaphore(1, true);

  private boolean mine;

  @Override
  public void beforeCompile(QueryLifeTimeHookContext query) {
    // Nothing is read yet.
  }

  @Override
  public void afterCompile(QueryLifeTimeHookContext query, boolean failed) {
    // Nothing is read yet.
  }

  /**
   * Waits for the turn.
   *
   * @throws IllegalStateException if the query is cancelled while it waits, or waited too long; it
   *     has not begun then
   */
  @Override
  public void beforeExecution(QueryLifeTimeHookContext query) {
    QueryPlan plan = query.getHookContext().getQueryPlan();
    if (Utilities.getTezTasks(plan.getRootTasks()).isEmpty()) {
      return;
    }
    try {
      // Not tryAcquire(): it does not queue.
      if (!TURN.tryAcquire(0, TimeUnit.MILLISECONDS) && !waitedFor(plan)) {
        throw new IllegalStateException(
            "the queries before this one took longer than "
                + LONGEST_WAIT.toMinutes()
                + " minutes; send it again");
      }
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled while it waited for its turn", cancelled);
    }
    mine = true;
  }

  private static boolean waitedFor(QueryPlan plan) throws InterruptedException {
    LOG.info("query {} waits for the one that runs", plan.getQueryId());
    return TURN.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Is called however the execution ended, also if it never began. */
  @Override
  public void afterExecution(QueryLifeTimeHookContext query, boolean failed) {
    if (mine) {
      mine = false;
      TURN.release();
    }
  }
}
