package io.watershed.ingestion.source.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells which of the files that lie in a folder are whole, by looking at them again and again. */
final class Arrivals {

  /** What writers put at the end of a name until the file is whole. */
  private static final List<String> UNFINISHED =
      List.of(".part", ".partial", ".tmp", ".crdownload", ".filepart", ".swp", "~");

  /** A last line without its end is most likely half a line. */
  private static final int PATIENCE_WITH_HALF_LINES = 6;

  private final Duration settle;
  private final Clock clock;
  private final Map<Path, Look> looks = new HashMap<>();

  /** How a file was when it was looked at first without a change since. */
  private record Look(long size, Instant modified, Instant since) {}

  Arrivals(Duration settle, Clock clock) {
    this.settle = settle;
    this.clock = clock;
  }

  /** Those of the files that are whole, the oldest first. */
  List<Path> ready(List<Path> files) throws IOException {
    Instant now = clock.instant();
    Map<Path, Look> before = Map.copyOf(looks);
    looks.clear();
    List<Path> ready = new ArrayList<>();
    for (Path path : files) {
      if (!isData(path.getFileName().toString())) {
        continue;
      }
      BasicFileAttributes attributes = attributesOrNull(path);
      if (attributes == null || attributes.size() == 0) {
        continue;
      }
      Look last = before.get(path);
      Instant modified = attributes.lastModifiedTime().toInstant();
      boolean unchanged =
          last != null && last.size() == attributes.size() && last.modified().equals(modified);
      Look look = unchanged ? last : new Look(attributes.size(), modified, now);
      looks.put(path, look);
      Duration quiet = Duration.between(look.since(), now);
      if (unchanged && quiet.compareTo(patience(path)) >= 0 && !locked(path)) {
        ready.add(path);
      }
    }
    ready.sort(
        Comparator.comparing((Path path) -> looks.get(path).modified())
            .thenComparing(Path::toString));
    return ready;
  }

  private Duration patience(Path path) throws IOException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") || endsWithLineBreak(path)
        ? settle
        : settle.multipliedBy(PATIENCE_WITH_HALF_LINES);
  }

  private static boolean endsWithLineBreak(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, channel.size() - 1) == 1
          && (last.get(0) == '\n' || last.get(0) == '\r');
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Whether another process holds a lock on it, which writers do who are not finished. */
  private static boolean locked(Path path) {
    try (FileChannel channel =
            FileChannel.open(path, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException held) {
      return true;
    } catch (IOException readOnly) {
      return false;
    }
  }

  private static boolean isData(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(".")
        && !lower.equals(DropFolder.FOLDER_MAPPING)
        && !lower.endsWith(DropFolder.MAPPING_SUFFIX)
        && UNFINISHED.stream().noneMatch(lower::endsWith);
  }

  /** What is known of a file or link itself, or null when it is gone. */
  static BasicFileAttributes attributesOrNull(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }
}
