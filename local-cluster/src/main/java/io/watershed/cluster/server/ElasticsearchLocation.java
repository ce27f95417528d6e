package io.watershed.cluster.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Where the distribution and the indices lie: in the data folder, or, for a server started by root
 * whose unprivileged user cannot reach that folder, below {@code /var/tmp}. The file {@code
 * elasticsearch.location} in the data folder names the place, so that cleaning finds it.
 */
public final class ElasticsearchLocation {
  private static final Path ELSEWHERE = Path.of("/var/tmp");
  private static final String RECORD = "elasticsearch.location";

  private final Path folder;

  private ElasticsearchLocation(Path folder) {
    this.folder = folder;
  }

  /** Chooses the place, makes its folders and records it. */
  static ElasticsearchLocation prepare(Path data) throws IOException {
    Files.createDirectories(data);
    Path folder = choose(data);
    ElasticsearchLocation location = new ElasticsearchLocation(folder);
    for (Path needed :
        new Path[] {
          location.indices(), location.logs(), location.scratch(), location.configuration()
        }) {
      Files.createDirectories(needed);
    }
    Files.writeString(data.resolve(RECORD), folder.toString());
    return location;
  }

  private static Path choose(Path data) throws IOException {
    if (!ServiceUser.isNeeded() || ServiceUser.barrier(data.toRealPath()).isEmpty()) {
      return data.resolve("elasticsearch");
    }
    UUID hash = UUID.nameUUIDFromBytes(data.toString().getBytes(StandardCharsets.UTF_8));
    Path folder = ELSEWHERE.resolve("watershed-" + hash);
    Files.createDirectories(folder);
    return folder;
  }

  /** The recorded place of a data folder, if it lies outside it. */
  public static Optional<Path> outside(Path data) throws IOException {
    Path recorded = data.resolve(RECORD);
    if (!Files.exists(recorded)) {
      return Optional.empty();
    }
    Path folder = Path.of(Files.readString(recorded).trim());
    boolean ours =
        ELSEWHERE.equals(folder.getParent())
            && folder.getFileName().toString().startsWith("watershed-");
    return ours ? Optional.of(folder) : Optional.empty();
  }

  /** Where indices are kept. */
  Path indices() {
    return folder.resolve("indices");
  }

  /** Where it may log beside its standard output. */
  Path logs() {
    return folder.resolve("logs");
  }

  /** Its temporary files. */
  Path scratch() {
    return folder.resolve("tmp");
  }

  /** The folder of its logging configuration. */
  Path configuration() {
    return folder.resolve("conf");
  }

  /** Makes the unprivileged user own what the server writes. */
  void giveToServiceUser() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path written : new Path[] {indices(), logs(), scratch(), configuration()}) {
      ServiceUser.give(written);
    }
  }

  /**
   * Unpacks the distribution unless that very one already lies here, and names its folder.
   *
   * @throws IOException if the archive is missing or damaged
   */
  Path unpack(Path archive) throws IOException {
    if (!Files.exists(archive)) {
      throw new IOException(archive + " is missing: run mvn -DskipTests package");
    }
    Path target = folder.resolve("distribution");
    Path marker = target.resolve("unpacked-from");
    FileTime modified = Files.getLastModifiedTime(archive);
    String wanted = Files.size(archive) + " " + modified.toMillis();
    if (Files.exists(marker) && Files.readString(marker).equals(wanted)) {
      return target;
    }
    Path fresh = folder.resolve("distribution.new");
    Folders.delete(fresh);
    Folders.delete(target);
    extract(archive, fresh);
    Files.writeString(fresh.resolve("unpacked-from"), wanted);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  private static void extract(Path archive, Path target) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // The archive's own top folder carries the version; ours does not.
        int top = entry.getName().indexOf('/');
        Path file = target.resolve(entry.getName().substring(top + 1)).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(archive + " holds a file outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          readable(file, "rwxr-xr-x");
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
          readable(file, "rw-r--r--");
        }
      }
    }
    readable(target, "rwxr-xr-x");
  }

  private static void readable(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
