package io.watershed.cluster.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs the pipeline of a data folder and where its servers are: the file {@code
 * run/pipeline.json}, believed only while the lock beside it is held.
 *
 * @param pid the launcher's process
 * @param startedAt when it started, ISO 8601
 * @param layers whether the streaming layers run too, as opposed to a few servers for one command
 * @param properties system properties that point a layer to the servers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunRecord(
    long pid, String startedAt, boolean layers, Map<String, String> properties) {

  /** The lock on a data folder, held by its one pipeline. */
  static final class Hold implements AutoCloseable {
    private final FileChannel channel;
    private final Path record;

    private Hold(FileChannel channel, Path record) {
      this.channel = channel;
      this.record = record;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(record);
        channel.close();
      } catch (IOException released) {
        // The lock ends with the process at the latest.
      }
    }
  }

  /**
   * Takes the data folder for this process.
   *
   * @throws AlreadyRunningException if another process has it
   */
  static Hold take(Path data) throws IOException {
    Path run = data.resolve("run");
    Files.createDirectories(run);
    FileChannel channel =
        FileChannel.open(
            run.resolve("pipeline.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new AlreadyRunningException(data, stored(data).map(RunRecord::pid));
    }
    return new Hold(channel, file(data));
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }

  /** Writes the record of this process. */
  static void write(Path data, boolean layers, Map<String, String> properties) throws IOException {
    RunRecord record =
        new RunRecord(ProcessHandle.current().pid(), Instant.now().toString(), layers, properties);
    Path fresh = file(data).resolveSibling("pipeline.json.tmp");
    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), record);
    Files.move(fresh, file(data), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The record of the process that holds the data folder now, or empty when none does. */
  public static Optional<RunRecord> ofRunning(Path data) throws IOException {
    Path lock = data.resolve("run/pipeline.lock");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (tryLock(channel) != null) {
        return Optional.empty();
      }
    }
    return stored(data);
  }

  private static Optional<RunRecord> stored(Path data) throws IOException {
    return Files.exists(file(data))
        ? Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file(data)), RunRecord.class))
        : Optional.empty();
  }

  private static Path file(Path data) {
    return data.resolve("run/pipeline.json");
  }
}
