package io.watershed.ingestion.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one source in a thread of its own until it is stopped. */
final class SourceRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_POSTPONEMENT = Duration.ofHours(24);

  private final SourceDefinition definition;
  private final SourceTopics topics;
  private final SourceFigures figures;
  private final SourceStatus status;
  private final CountDownLatch stopped;
  private Duration pause = FIRST_PAUSE;

  SourceRunner(
      SourceDefinition definition,
      SourceTopics topics,
      SourceFigures figures,
      SourceStatus status,
      CountDownLatch stopped) {
    this.definition = definition;
    this.topics = topics;
    this.figures = figures.of(definition.name());
    this.status = status;
    this.stopped = stopped;
  }

  @Override
  public void run() {
    try {
      while (stopped.getCount() > 0) {
        try (KafkaJournal journal = KafkaJournal.open(topics, definition.name())) {
          Source source = definition.open(journal, figures);
          status.well(definition.name());
          poll(source);
        } catch (JournalTakenException taken) {
          LOG.error("{}: {}", definition.name(), taken.getMessage());
          status.lost(definition.name(), taken.getMessage());
          return;
        } catch (JournalException away) {
          // What was committed is found out when the journal is opened again.
          LOG.warn("{}: {}", definition.name(), away.getMessage());
          status.unwell(definition.name(), away.getMessage());
          rest();
        } catch (InterruptException stop) {
          throw stop;
        } catch (RuntimeException defect) {
          // Whatever it is, the other sources go on, and so does this one where it was.
          LOG.error("source {} failed and is opened anew", definition.name(), defect);
          status.unwell(definition.name(), String.valueOf(defect.getMessage()));
          rest();
        }
      }
    } catch (InterruptedException | InterruptException stop) {
      LOG.debug("{} was interrupted", definition.name());
    }
  }

  private void rest() throws InterruptedException {
    await(withJitter(pause));
    pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
  }

  private void poll(Source source) throws InterruptedException {
    while (stopped.getCount() > 0) {
      Duration wait = source.interval();
      try {
        source.poll();
        pause = FIRST_PAUSE;
        figures.one("polls");
        status.well(definition.name());
      } catch (PostponedException postponed) {
        wait = min(max(wait, postponed.pause()), LONGEST_POSTPONEMENT);
        failed(postponed);
      } catch (SourceException unable) {
        failed(unable);
      }
      await(wait);
    }
  }

  private void failed(SourceException problem) {
    figures.one("failedPolls");
    if (status.unwell(definition.name(), problem.getMessage())) {
      LOG.warn("{}: {}", definition.name(), problem.getMessage());
    }
  }

  private void await(Duration wait) throws InterruptedException {
    var unused = stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Duration withJitter(Duration pause) {
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2 + 1));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
