package io.watershed.simulator.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings any number of messages into event order within bounded memory: sorted runs in temporary
 * files, merged as they are read. Messages of the same instant keep the order they were added in.
 */
final class EventOrderSorter implements Closeable {

  private static final long DEFAULT_RUN_BYTES = 48L * 1024 * 1024;
  private static final int DEFAULT_FAN_IN = 128;
  private static final int ROW_OVERHEAD_BYTES = 100;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Comparator<ReplayRow> BY_INSTANT =
      Comparator.comparingLong(ReplayRow::instantMillis);

  private final Path directory;
  private final long runBytes;
  private final int fanIn;
  private final Deque<Path> runs = new ArrayDeque<>();
  private final List<Cursor> open = new ArrayList<>();
  private List<ReplayRow> current = new ArrayList<>();
  private long currentBytes;
  private long files;

  EventOrderSorter(Path directory) throws IOException {
    this(directory, DEFAULT_RUN_BYTES, DEFAULT_FAN_IN);
  }

  EventOrderSorter(Path directory, long runBytes, int fanIn) throws IOException {
    Files.createDirectories(directory);
    this.directory = Files.createTempDirectory(directory, "replay-");
    this.runBytes = runBytes;
    this.fanIn = fanIn;
  }

  /** Takes the next message. */
  void add(ReplayRow row) throws IOException {
    current.add(row);
    currentBytes += row.value().length + row.key().length + ROW_OVERHEAD_BYTES;
    if (currentBytes >= runBytes) {
      spill();
    }
  }

  /** Hands over all messages in event order; to be called once, after the last {@link #add}. */
  void forEachInOrder(Target target) throws IOException, InterruptedException {
    if (runs.isEmpty()) {
      current.sort(BY_INSTANT);
      for (ReplayRow row : current) {
        target.accept(row);
      }
      return;
    }
    if (!current.isEmpty()) {
      spill();
    }
    while (runs.size() > fanIn) {
      mergeOldestRuns();
    }
    merge(new ArrayList<>(runs), target);
  }

  /** Takes messages in event order. */
  interface Target {
    void accept(ReplayRow row) throws IOException, InterruptedException;
  }

  private void spill() throws IOException {
    current.sort(BY_INSTANT);
    Path file = nextFile();
    try (DataOutputStream out = output(file)) {
      for (ReplayRow row : current) {
        write(row, out);
      }
    }
    runs.addLast(file);
    current = new ArrayList<>();
    currentBytes = 0;
  }

  /** Neighbours in age are merged, so that messages of one instant stay in their order. */
  private void mergeOldestRuns() throws IOException, InterruptedException {
    List<Path> next = new ArrayList<>();
    while (!runs.isEmpty()) {
      List<Path> group = new ArrayList<>();
      while (!runs.isEmpty() && group.size() < fanIn) {
        group.add(runs.removeFirst());
      }
      Path merged = nextFile();
      try (DataOutputStream out = output(merged)) {
        merge(group, row -> write(row, out));
      }
      for (Path file : group) {
        Files.delete(file);
      }
      next.add(merged);
    }
    runs.addAll(next);
  }

  private void merge(List<Path> files, Target target) throws IOException, InterruptedException {
    PriorityQueue<Cursor> heads =
        new PriorityQueue<>(
            Comparator.comparingLong((Cursor cursor) -> cursor.head.instantMillis())
                .thenComparingInt(cursor -> cursor.age));
    for (int age = 0; age < files.size(); age++) {
      Cursor cursor = new Cursor(files.get(age), age);
      open.add(cursor);
      if (cursor.advance()) {
        heads.add(cursor);
      }
    }
    while (!heads.isEmpty()) {
      Cursor first = heads.remove();
      target.accept(first.head);
      if (first.advance()) {
        heads.add(first);
      }
    }
    closeCursors();
  }

  private Path nextFile() {
    return directory.resolve("run-" + files++);
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
  }

  private static void write(ReplayRow row, DataOutputStream out) throws IOException {
    out.writeLong(row.instantMillis());
    out.writeInt(row.timestampAt());
    out.writeInt(row.key().length);
    out.write(row.key());
    out.writeInt(row.value().length);
    out.write(row.value());
  }

  /** Reads one run. */
  private static final class Cursor implements Closeable {
    private final DataInputStream in;
    private final int age;
    private ReplayRow head;

    Cursor(Path file, int age) throws IOException {
      this.in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
      this.age = age;
    }

    boolean advance() throws IOException {
      long instant;
      try {
        instant = in.readLong();
      } catch (EOFException end) {
        close();
        return false;
      }
      int timestampAt = in.readInt();
      byte[] key = in.readNBytes(in.readInt());
      byte[] value = in.readNBytes(in.readInt());
      head = new ReplayRow(instant, key, value, timestampAt);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private void closeCursors() throws IOException {
    for (Cursor cursor : open) {
      cursor.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    closeCursors();
    try (var left = Files.list(directory)) {
      for (Iterator<Path> files = left.iterator(); files.hasNext(); ) {
        Files.delete(files.next());
      }
    }
    Files.delete(directory);
  }
}
