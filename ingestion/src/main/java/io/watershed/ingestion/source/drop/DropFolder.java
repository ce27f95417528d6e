package io.watershed.ingestion.source.drop;

import io.watershed.core.reading.MessageRules;
import io.watershed.ingestion.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder and those below it: {@code working} for files that are being taken, {@code done} and
 * {@code failed} for what became of them. A name that somebody gave to a file is never followed: it
 * may be a link, and what is written below these folders has a name of ours.
 */
final class DropFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  static final String MAPPING_SUFFIX = ".mapping";
  static final String FOLDER_MAPPING = "mapping.conf";
  private static final int LONGEST_NAME = 120;

  private static final DateTimeFormatter CLAIM_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path drop;
  private final Path working;
  private final Path done;
  private final Path failed;
  private final Arrivals arrivals;
  private final Clock clock;
  private int claims;

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
    this.arrivals = new Arrivals(settle, clock);
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
    return arrivals.ready(files(drop));
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
    BasicFileAttributes attributes = Arrivals.attributesOrNull(path);
    if (attributes == null || !attributes.isRegularFile()) {
      return Optional.empty();
    }
    try (InputStream bytes = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      // One byte more than allowed is enough to be refused.
      byte[] text = bytes.readNBytes(MappingReader.LONGEST_MAPPING + 1);
      return Optional.of(new String(text, StandardCharsets.UTF_8));
    }
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

  static String describe(IOException problem) {
    return problem.getClass().getSimpleName() + " " + String.valueOf(problem.getMessage());
  }
}
