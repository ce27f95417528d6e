package io.watershed.cluster.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The distribution, unpacked once beside the archive that the build fetched, or below {@code
 * /var/tmp} where the server's user could not read it there.
 */
public final class ElasticsearchDistribution {
  private static final String FOLDER = "distribution";
  private static final String MARKER = "unpacked-from";

  private ElasticsearchDistribution() {}

  /**
   * The folder of the unpacked distribution; unpacks it if that very archive was not yet.
   *
   * @throws IOException if the archive is missing or damaged
   */
  static synchronized Path unpacked(Path archive) throws IOException {
    if (!Files.exists(archive)) {
      throw new IOException(archive + " is missing: run mvn -DskipTests package");
    }
    Path place = place(archive);
    try (FileChannel channel =
            FileChannel.open(
                place.resolve("distribution.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      String wanted = Files.size(archive) + " " + Files.getLastModifiedTime(archive).toMillis();
      Path target = place.resolve(FOLDER);
      Path marker = target.resolve(MARKER);
      if (alone.isValid() && Files.exists(marker) && Files.readString(marker).equals(wanted)) {
        return target;
      }
      Path fresh = place.resolve(FOLDER + ".new");
      Folders.delete(fresh);
      Folders.delete(target);
      extract(archive, fresh);
      Files.writeString(fresh.resolve(MARKER), wanted);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    }
  }

  private static Path place(Path archive) throws IOException {
    Path beside = archive.getParent();
    boolean usable =
        Files.isWritable(beside)
            && (!ServiceUser.isNeeded() || ServiceUser.barrier(beside.toRealPath()).isEmpty());
    return usable ? beside : OutsideFolder.of(archive);
  }

  /** Deletes what was unpacked below {@code /var/tmp}. */
  public static void deleteOutside(Path archive) throws IOException {
    Folders.delete(OutsideFolder.path(archive));
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
          setPermissions(file, "rwxr-xr-x");
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
          setPermissions(file, "rw-r--r--");
        }
      }
    }
    setPermissions(target, "rwxr-xr-x");
  }

  private static void setPermissions(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
