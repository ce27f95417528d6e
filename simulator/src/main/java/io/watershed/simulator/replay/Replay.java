package io.watershed.simulator.replay;

import io.watershed.simulator.message.MessageSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/**
 * Streams the rows of real files to a sink in event order over all meters. Files are read whole
 * before the first message goes out, so a file of another layout means that nothing was sent.
 *
 * <p>{@link #read} first, then {@link #send}.
 */
public final class Replay implements Closeable {

  private final ReplayFormat format;
  private final EventOrderSorter sorter;
  private final Set<ByteBuffer> meters = new HashSet<>();
  private final List<ReplayRow> early = new ArrayList<>();

  private long badRows;
  private long messages;
  private long sent;
  private long newestMillis = Long.MIN_VALUE;
  private long oldestMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private boolean stopped;

  private Replay(ReplayFormat format, Path temporary) throws IOException {
    this.format = format;
    this.sorter = new EventOrderSorter(temporary);
  }

  /** A replay of the publisher's layout; sorted runs are kept below a folder. */
  public static Replay queensland(Path temporary) throws IOException {
    return new Replay(new QueenslandFormat(), temporary);
  }

  /** A replay of the DAIAD trial; sorted runs are kept below a folder. */
  public static Replay daiad(Path temporary) throws IOException {
    return new Replay(new DaiadFormat(), temporary);
  }

  /**
   * Looks at the first line of every file, so that a wrong one is told at once.
   *
   * @throws ReplayFileException if it does not exist or has another layout
   */
  public void requireLayout(Path path) throws IOException {
    ReplaySource.at(path).forEachPart((name, text) -> format.requireHeader(name, text.readLine()));
  }

  /**
   * Reads a CSV, a zip or a folder.
   *
   * @param progress told the number of messages so far
   * @throws ReplayFileException if it does not exist or has another layout
   */
  public void read(Path path, LongConsumer progress) throws IOException {
    ReplayFormat.Target target =
        new ReplayFormat.Target() {
          @Override
          public void message(ReplayRow row) throws IOException {
            take(row);
            progress.accept(messages);
          }

          @Override
          public void badRow(String key, String line) throws IOException {
            badRows++;
            take(
                new ReplayRow(
                    lastMillis,
                    key.getBytes(StandardCharsets.UTF_8),
                    line.getBytes(StandardCharsets.UTF_8),
                    ReplayRow.NO_TIMESTAMP));
          }
        };
    ReplaySource.at(path).forEachPart((name, text) -> format.read(name, text, target));
    for (ReplayRow row : early) {
      sorter.add(row);
    }
    early.clear();
  }

  private void take(ReplayRow row) throws IOException {
    messages++;
    meters.add(ByteBuffer.wrap(row.key()));
    if (row.hasTimestamp()) {
      lastMillis = row.instantMillis();
      newestMillis = Math.max(newestMillis, lastMillis);
      oldestMillis = Math.min(oldestMillis, lastMillis);
      // Rows before the first readable timestamp go along with it.
      for (ReplayRow waiting : early) {
        sorter.add(new ReplayRow(lastMillis, waiting.key(), waiting.value(), -1));
      }
      early.clear();
      sorter.add(row);
    } else if (lastMillis == Long.MIN_VALUE) {
      early.add(row);
    } else {
      sorter.add(new ReplayRow(lastMillis, row.key(), row.value(), ReplayRow.NO_TIMESTAMP));
    }
  }

  /** The households of a DAIAD file, by key; empty for the other layout. */
  public Set<String> households() {
    return format instanceof DaiadFormat daiad ? daiad.users() : Set.of();
  }

  /** Moves all timestamps by whole days, or not. */
  public enum Shift {
    NONE,
    TO_NOW
  }

  /**
   * Sends everything that was read.
   *
   * @param nowMillis the present, for the shift
   * @param stop ends the replay early when it opens
   * @param fleetList named in the result; may be null
   */
  public ReplayResult send(
      MessageSink sink,
      ReplaySpeed speed,
      Shift shift,
      long nowMillis,
      CountDownLatch stop,
      LongConsumer progress,
      String fleetList)
      throws IOException, InterruptedException {
    boolean any = newestMillis != Long.MIN_VALUE;
    DayShift days =
        any && shift == Shift.TO_NOW ? DayShift.toNow(newestMillis, nowMillis) : DayShift.none();
    sorter.forEachInOrder(
        row -> {
          if (stopped) {
            return;
          }
          ReplayRow moved = days.apply(row);
          if ((row.hasTimestamp() && !speed.await(moved.instantMillis(), stop))
              || stop.getCount() == 0) {
            stopped = true;
            return;
          }
          sink.send(moved.key(), moved.value());
          sent++;
          progress.accept(sent);
        });
    sink.flush();
    long shifted = days.days() * 86_400_000L;
    return new ReplayResult(
        format.name(),
        rows(),
        badRows,
        sent,
        meters.size(),
        any ? Instant.ofEpochMilli(oldestMillis + shifted).toString() : null,
        any ? Instant.ofEpochMilli(newestMillis + shifted).toString() : null,
        days.days(),
        fleetList,
        stopped);
  }

  private long rows() {
    // A row of the DAIAD trial is two messages.
    long good = messages - badRows;
    return badRows + (format instanceof DaiadFormat ? good / 2 : good);
  }

  /** How many messages there are to send. */
  public long messages() {
    return messages;
  }

  @Override
  public void close() throws IOException {
    sorter.close();
  }
}
