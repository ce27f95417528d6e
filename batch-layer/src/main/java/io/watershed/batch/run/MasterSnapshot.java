package io.watershed.batch.run;

import io.watershed.core.contract.master.Readings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The master dataset's readings as of one snapshot: what came in since another, from the metadata
 * alone.
 */
final class MasterSnapshot {

  private static final String LOCAL_DATE = Readings.LOCAL_DATE.name();
  private static final String EVENT_TIME = Readings.EVENT_TIME.name();
  private static final long MICROS_PER_MILLI = 1000;

  /**
   * What came in.
   *
   * @param days local days with new rows
   * @param newestEvent the newest reading among them
   * @param everything whether the whole dataset was looked at, because there is nothing to compare
   *     with
   */
  record Changes(SortedSet<LocalDate> days, Optional<Instant> newestEvent, boolean everything) {}

  /**
   * The data files of the dataset.
   *
   * @param all how many there are
   * @param small how many of them are small: each costs a read as much as a large one does, and the
   *     NameNode as much memory
   */
  record Files(long all, long small) {}

  private final Table table;
  private final Snapshot snapshot;

  private MasterSnapshot(Table table, Snapshot snapshot) {
    this.table = table;
    this.snapshot = snapshot;
  }

  /** The newest snapshot; empty while nothing was ever written. */
  static Optional<MasterSnapshot> newest(Table table) {
    table.refresh();
    return Optional.ofNullable(table.currentSnapshot())
        .map(snapshot -> new MasterSnapshot(table, snapshot));
  }

  long id() {
    return snapshot.snapshotId();
  }

  /** What came in after a snapshot, or everything when that one is unknown or expired. */
  Changes since(Optional<Long> earlier) {
    if (earlier.isPresent() && onlyAppendsSince(earlier.get())) {
      if (earlier.get() == id()) {
        return new Changes(new TreeSet<>(), Optional.empty(), false);
      }
      return changes(
          table
              .newIncrementalAppendScan()
              .fromSnapshotExclusive(earlier.get())
              .toSnapshot(id())
              .includeColumnStats()
              .planFiles(),
          false);
    }
    return changes(table.newScan().useSnapshot(id()).includeColumnStats().planFiles(), true);
  }

  /**
   * Whether every snapshot since an earlier one either appended rows or, as a compaction does,
   * rewrote files without changing rows.
   */
  private boolean onlyAppendsSince(long earlier) {
    if (table.snapshot(earlier) == null || !SnapshotUtil.isAncestorOf(table, id(), earlier)) {
      return false;
    }
    for (Snapshot between : SnapshotUtil.ancestorsBetween(id(), earlier, table::snapshot)) {
      String operation = between.operation();
      if (!DataOperations.APPEND.equals(operation) && !DataOperations.REPLACE.equals(operation)) {
        return false;
      }
    }
    return true;
  }

  private Changes changes(CloseableIterable<FileScanTask> tasks, boolean everything) {
    int eventTime = table.schema().findField(EVENT_TIME).fieldId();
    SortedSet<LocalDate> days = new TreeSet<>();
    long newestMicros = Long.MIN_VALUE;
    try (tasks) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        days.add(LocalDate.ofEpochDay(file.partition().get(0, Integer.class)));
        ByteBuffer upper = file.upperBounds() == null ? null : file.upperBounds().get(eventTime);
        if (upper != null) {
          long micros = Conversions.fromByteBuffer(Types.TimestampType.withZone(), upper);
          newestMicros = Math.max(newestMicros, micros);
        }
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return new Changes(
        days,
        newestMicros == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(Math.floorDiv(newestMicros, MICROS_PER_MILLI))),
        everything);
  }

  /** Counts the data files, and those with fewer bytes than a limit. */
  Files files(long smallBytes) {
    long all = 0;
    long small = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().useSnapshot(id()).planFiles()) {
      for (FileScanTask task : tasks) {
        all++;
        if (task.file().fileSizeInBytes() < smallBytes) {
          small++;
        }
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return new Files(all, small);
  }

  /** How many rows some days have. */
  long rows(Collection<LocalDate> days) {
    Object[] values = days.stream().map(day -> (Object) (int) day.toEpochDay()).toArray();
    Expression filter = Expressions.in(LOCAL_DATE, values);
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(id()).filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        rows += task.file().recordCount();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return rows;
  }
}
