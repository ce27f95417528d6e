package io.watershed.ingestion.source.drop;

import io.watershed.core.reading.MessageRules;
import io.watershed.ingestion.source.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder and those below it: {@code working} for files that are being taken, {@code done} and
 * {@code failed} for what became of them. A name that somebody gave to a file is never followed: it
 * may be a link, and what is written below these folders has a name of ours.
 */
final class DropFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  /** What writers put at the end of a name until the file is whole, and what belongs to a file. */
  private static final List<String> NOT_DATA =
      List.of(".part", ".partial", ".tmp", ".crdownload", ".filepart", ".swp", "~");

  private static final String MAPPING_SUFFIX = ".mapping";
  private static final String FOLDER_MAPPING = "mapping.conf";
  private static final int LARGEST_MAPPING_BYTES = 65_536;
  private static final int LONGEST_NAME = 120;

  /** A last line without its end is most likely half a line. */
  private static final int PATIENCE_WITH_HALF_LINES = 6;

  private static final DateTimeFormatter CLAIM_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path drop;
  private final Path working;
  private final Path done;
  private final Path failed;
  private final Duration settle;
  private final Clock clock;
  private final Map<Path, Look> looks = new HashMap<>();
  private int claims;

  /** How a file was when it was looked at first without a change since. */
  private record Look(long size, Instant modified, Instant since) {}

  /**
   * A file that is being taken.
   *
   * @param path where it is now
   * @param name as it was dropped, without characters that could harm
   * @param mapping the mapping that was there when it was claimed
   */
  record Claim(Path path, String name, Optional<String> mapping) {
    String id() {
      return path.getFileName().toString();
    }
  }

  private DropFolder(Path drop, Duration settle, Clock clock) {
    this.drop = drop;
    this.working = drop.resolve("working");
    this.done = drop.resolve("done");
    this.failed = drop.resolve("failed");
    this.settle = settle;
    this.clock = clock;
  }

  /**
   * Opens the folder, and makes what is missing.
   *
   * @throws SourceException if it cannot be made, or if one of the folders below it is a link
   */
  static DropFolder open(Path directory, Duration settle, Clock clock) throws SourceException {
    try {
      Files.createDirectories(directory);
      DropFolder folder = new DropFolder(directory.toRealPath(), settle, clock);
      for (Path below : List.of(folder.working, folder.done, folder.failed)) {
        if (!Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectory(below);
        }
      }
      return folder;
    } catch (IOException unable) {
      throw new SourceException("the folder " + directory + " cannot be used: " + describe(unable));
    }
  }

  Path done() {
    return done;
  }

  Path failed() {
    return failed;
  }

  /** Files that a process before this one did not finish. */
  List<Claim> unfinished() throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (Path path : files(working)) {
      String id = path.getFileName().toString();
      if (!id.endsWith(MAPPING_SUFFIX)) {
        claims.add(new Claim(path, nameOf(id), mappingAt(withSuffix(path, MAPPING_SUFFIX))));
      }
    }
    claims.sort(Comparator.comparing(Claim::id));
    return claims;
  }

  /** Files that are whole, the oldest first. */
  List<Path> ready() throws IOException {
    Instant now = clock.instant();
    Map<Path, Look> before = Map.copyOf(looks);
    looks.clear();
    List<Path> ready = new ArrayList<>();
    for (Path path : files(drop)) {
      if (!isData(path.getFileName().toString())) {
        continue;
      }
      BasicFileAttributes attributes = attributes(path);
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
        && !lower.equals(FOLDER_MAPPING)
        && !lower.endsWith(MAPPING_SUFFIX)
        && NOT_DATA.stream().noneMatch(lower::endsWith);
  }

  /**
   * Takes a file out of the folder, with the mapping that counts for it.
   *
   * @return empty when the file is not there any more, or became something else
   */
  Optional<Claim> claim(Path path) throws IOException {
    String own = path.getFileName().toString();
    String name = harmless(own);
    Path ownMapping = path.resolveSibling(own + MAPPING_SUFFIX);
    Optional<String> mapping = mappingAt(ownMapping);
    if (mapping.isEmpty()) {
      mapping = mappingAt(drop.resolve(FOLDER_MAPPING));
    }
    String id =
        CLAIM_TIME.format(clock.instant()) + String.format(Locale.ROOT, "-%03d-", claims++) + name;
    Path target = working.resolve(id);
    if (mapping.isPresent()) {
      Files.writeString(withSuffix(target, MAPPING_SUFFIX), mapping.get());
    }
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      Files.deleteIfExists(withSuffix(target, MAPPING_SUFFIX));
      return Optional.empty();
    } catch (AtomicMoveNotSupportedException otherDisk) {
      throw new IOException("the folders below " + drop + " must be on its own disk", otherDisk);
    }
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      LOG.warn("{} became something else than a file and is not taken", MessageRules.excerpt(own));
      Files.deleteIfExists(target);
      return Optional.empty();
    }
    Files.deleteIfExists(ownMapping);
    return Optional.of(new Claim(target, name, mapping));
  }

  /** Puts a file back that is still being written. */
  void release(Claim claim) throws IOException {
    Files.move(claim.path(), free(drop, claim));
    Path mapping = withSuffix(claim.path(), MAPPING_SUFFIX);
    if (claim.mapping().isPresent()) {
      Files.move(
          mapping,
          drop.resolve(claim.name() + MAPPING_SUFFIX),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Moves a file to its end and writes the report beside it, the report first. */
  Path finish(Claim claim, Path end, byte[] report) throws IOException {
    Path target = free(end, claim);
    Path reportFile = withSuffix(target, ".report.json");
    Path temporary = withSuffix(target, ".report.json.tmp");
    Files.write(temporary, report);
    Files.move(
        temporary, reportFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.move(claim.path(), target, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(withSuffix(claim.path(), MAPPING_SUFFIX));
    return target;
  }

  /** The file's own name, or the claim's where a file has that name already. */
  private static Path free(Path end, Claim claim) {
    Path own = end.resolve(claim.name());
    return Files.exists(own, LinkOption.NOFOLLOW_LINKS) ? end.resolve(claim.id()) : own;
  }

  private static Path withSuffix(Path path, String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** What is left of a name without characters that a shell, a path or a log could take amiss. */
  private static String harmless(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+", "");
    String cut = plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    return cut.isEmpty() ? "file" : cut;
  }

  /** The file's name within a claim's: what follows the time and the number. */
  private static String nameOf(String claimId) {
    String[] parts = claimId.split("-", 3);
    return parts.length == 3 ? parts[2] : claimId;
  }

  private static Optional<String> mappingAt(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (attributes == null || !attributes.isRegularFile()) {
      return Optional.empty();
    }
    if (attributes.size() > LARGEST_MAPPING_BYTES) {
      return Optional.of("# this mapping was larger than " + LARGEST_MAPPING_BYTES + " bytes");
    }
    return Optional.of(
        new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          files.add(entry);
        } else if (Files.isSymbolicLink(entry)) {
          LOG.debug("{} is a link and is not followed", entry);
        }
      }
    }
    return files;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  /** How many links lie in the folder, which nobody follows. */
  long links() throws IOException {
    try (Stream<Path> entries = Files.list(drop)) {
      return entries.filter(Files::isSymbolicLink).count();
    }
  }

  static String describe(IOException problem) {
    return problem.getClass().getSimpleName() + " " + String.valueOf(problem.getMessage());
  }
}
