package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.core.json.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folders of the views' files and of what runs remember.
 *
 * <p>{@code <table>/run=<id>/<partition>=<value>/} holds a run's files of one partition. {@code
 * _runs/<id>.plan} names the days of a run before anything points at its files, {@code
 * _runs/<id>.json} is its manifest, and {@code batch_runs/<id>.parquet} its record, with which it
 * counts as done.
 */
final class Warehouse {

  private static final String RUN_FOLDER = "run=";
  private static final String PLAN = ".plan";
  private static final String MANIFEST = ".json";
  private static final String RECORD = ".parquet";
  private static final int MANIFESTS_KEPT = 5;
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final FileSystem files;
  private final Path root;
  private final Path memory;

  /**
   * Whether a file is there once it is closed, whole, as on an object store, where a rename is a
   * copy; elsewhere a file is there from its first byte on, and a rename happens at once.
   */
  private final boolean appearsWhenClosed;

  Warehouse(String root, Configuration configuration) throws IOException {
    this.files = FileSystem.get(URI.create(root), configuration);
    this.root = files.makeQualified(new Path(root));
    this.memory = new Path(this.root, "_runs");
    this.appearsWhenClosed =
        files.hasPathCapability(this.root, CommonPathCapabilities.ABORTABLE_STREAM);
  }

  /** An id later than every run's before. */
  String newRunId(Instant now) throws IOException {
    Instant instant = now.truncatedTo(ChronoUnit.MILLIS);
    Optional<String> last = runs(memory, "").stream().max(Comparator.naturalOrder());
    if (last.isPresent() && RUN_ID.format(instant).compareTo(last.get()) <= 0) {
      instant = startOf(last.get()).plusMillis(1);
    }
    return RUN_ID.format(instant);
  }

  static Instant startOf(String runId) {
    return RUN_ID.parse(runId, Instant::from);
  }

  /** The folder that Spark writes a run's part of a table to. */
  String runFolder(BatchTable table, String runId) {
    return new Path(tableFolder(table), RUN_FOLDER + runId).toString();
  }

  Path tableFolder(BatchTable table) {
    return new Path(root, table.tableName());
  }

  /** Where a partition of a run lies, or its table that is replaced as a whole. */
  String partitionFolder(BatchTable table, String runId, String value) {
    return runFolder(table, runId) + "/" + table.partitionColumn().orElse("whole") + "=" + value;
  }

  /** Folders by partition value. */
  SortedMap<String, String> locations(BatchTable table, SortedMap<String, String> runs) {
    SortedMap<String, String> locations = new TreeMap<>();
    runs.forEach((value, runId) -> locations.put(value, partitionFolder(table, runId, value)));
    return locations;
  }

  /** Makes a partition's folder where no row made it, so that the table can point at it. */
  void ensurePartitions(BatchTable table, String runId, Collection<String> values)
      throws IOException {
    for (String value : values) {
      files.mkdirs(new Path(partitionFolder(table, runId, value)));
    }
  }

  /** The manifest of the newest run that is done. */
  Optional<RunManifest> lastManifest() throws IOException {
    SortedSet<String> done = runs(tableFolder(BatchTable.BATCH_RUNS), RECORD);
    done.retainAll(runs(memory, MANIFEST));
    if (done.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = files.open(new Path(memory, done.last() + MANIFEST))) {
      return Optional.of(Json.MAPPER.readValue(in, RunManifest.class));
    }
  }

  /** The days of runs that may have begun to publish since the last one that is done. */
  RunDays unfinishedDays() throws IOException {
    RunDays days = RunDays.NONE;
    SortedSet<String> done = runs(tableFolder(BatchTable.BATCH_RUNS), RECORD);
    for (String runId : runs(memory, PLAN)) {
      // A done run computed what those before it left behind.
      if (done.isEmpty() || runId.compareTo(done.last()) > 0) {
        try (InputStream in = files.open(new Path(memory, runId + PLAN))) {
          days = days.and(RunDays.of(Json.MAPPER.readTree(in)));
        }
      }
    }
    return days;
  }

  void writePlan(String runId, RunDays days) throws IOException {
    write(new Path(memory, runId + PLAN), days);
  }

  void writeManifest(RunManifest manifest) throws IOException {
    write(new Path(memory, manifest.runId() + MANIFEST), manifest);
  }

  private void write(Path file, Object content) throws IOException {
    if (appearsWhenClosed) {
      create(file, Json.MAPPER.writeValueAsBytes(content));
      return;
    }
    Path temporary = new Path(file.getParent(), "." + file.getName() + ".tmp");
    create(temporary, Json.MAPPER.writeValueAsBytes(content));
    files.delete(file, false);
    rename(temporary, file);
  }

  private void create(Path file, byte[] content) throws IOException {
    try (OutputStream out = files.create(file, true)) {
      out.write(content);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  /** A folder for the record, out of the table's sight. */
  String recordDraft(String runId) {
    return new Path(memory, "." + runId + ".draft").toString();
  }

  /** Moves the one file of the draft into the table; with that the run is done. */
  void commitRecord(String runId) throws IOException {
    Path draft = new Path(recordDraft(runId));
    Path file = null;
    for (FileStatus status : files.listStatus(draft)) {
      if (status.getPath().getName().endsWith(RECORD)) {
        file = status.getPath();
      }
    }
    if (file == null) {
      throw new FileNotFoundException("no record in " + draft);
    }
    Path table = tableFolder(BatchTable.BATCH_RUNS);
    files.mkdirs(table);
    Path record = new Path(table, runId + RECORD);
    if (appearsWhenClosed) {
      try (InputStream in = files.open(file)) {
        create(record, in.readAllBytes());
      }
    } else {
      rename(file, record);
    }
    files.delete(draft, true);
  }

  /** Forgets plans that a done run has taken over, and all but the newest manifests. */
  void forgetBefore(String doneRunId) throws IOException {
    for (String runId : runs(memory, PLAN)) {
      if (runId.compareTo(doneRunId) <= 0) {
        files.delete(new Path(memory, runId + PLAN), false);
      }
    }
    List<String> manifests = new ArrayList<>(runs(memory, MANIFEST));
    for (String runId : manifests.subList(0, Math.max(0, manifests.size() - MANIFESTS_KEPT))) {
      files.delete(new Path(memory, runId + MANIFEST), false);
    }
  }

  /**
   * Deletes partition folders that the views stopped pointing at before an instant.
   *
   * @return how many
   */
  int deleteSuperseded(RunManifest current, Instant before) throws IOException {
    int deleted = 0;
    for (BatchTable table : BatchTable.values()) {
      if (table != BatchTable.BATCH_RUNS) {
        deleted += deleteSuperseded(table, current.runsOf(table), before);
      }
    }
    return deleted;
  }

  private int deleteSuperseded(BatchTable table, SortedMap<String, String> runs, Instant before)
      throws IOException {
    int deleted = 0;
    for (FileStatus run : list(tableFolder(table))) {
      String name = run.getPath().getName();
      if (!name.startsWith(RUN_FOLDER)) {
        continue;
      }
      String runId = name.substring(RUN_FOLDER.length());
      boolean empty = true;
      for (FileStatus partition : list(run.getPath())) {
        String value = partition.getPath().getName().replaceFirst("^[^=]*=", "");
        String pointedAt = runs.get(value);
        boolean superseded =
            !runId.equals(pointedAt)
                && (pointedAt == null || startOf(pointedAt).isBefore(before))
                && startOf(runId).isBefore(before);
        if (superseded && files.delete(partition.getPath(), true)) {
          deleted++;
        } else {
          empty = false;
        }
      }
      if (empty) {
        files.delete(run.getPath(), true);
      }
    }
    return deleted;
  }

  /** How many bytes the files of some folders have. */
  long bytes(Collection<String> folders) throws IOException {
    long bytes = 0;
    for (String folder : folders) {
      for (FileStatus file : list(new Path(folder))) {
        bytes += file.getLen();
      }
    }
    return bytes;
  }

  /** When the master dataset was last tidied; empty when never. */
  Optional<Instant> lastMaintenance() throws IOException {
    Path file = new Path(memory, "maintenance");
    return files.exists(file)
        ? Optional.of(Instant.ofEpochMilli(files.getFileStatus(file).getModificationTime()))
        : Optional.empty();
  }

  void noteMaintenance() throws IOException {
    files.mkdirs(memory);
    files.create(new Path(memory, "maintenance"), true).close();
  }

  private SortedSet<String> runs(Path folder, String ending) throws IOException {
    SortedSet<String> ids = new TreeSet<>();
    for (FileStatus file : list(folder)) {
      String name = file.getPath().getName();
      if (name.matches("\\d{8}T\\d{9}Z\\..*") && name.endsWith(ending)) {
        ids.add(name.substring(0, name.indexOf('.')));
      }
    }
    return ids;
  }

  private List<FileStatus> list(Path folder) throws IOException {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException none) {
      return List.of();
    }
  }
}
