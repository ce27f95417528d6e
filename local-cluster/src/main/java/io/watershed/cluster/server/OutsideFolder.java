package io.watershed.cluster.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Folders below {@code /var/tmp} for what an unprivileged server must read while its proper place
 * is closed to it. Each one remembers for which file it stands in, and goes when that file has
 * gone.
 */
final class OutsideFolder {
  private static final Path PARENT = Path.of("/var/tmp");
  private static final String PREFIX = "watershed-";
  private static final String STANDS_FOR = "stands-for";

  private OutsideFolder() {}

  /**
   * The folder that stands in for a file's surroundings, made if it is missing.
   *
   * @throws IOException if a folder of that name belongs to somebody else
   */
  static Path of(Path file) throws IOException {
    Path folder = path(file);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    boolean own =
        Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                .getName()
                .equals(System.getProperty("user.name"));
    if (!own) {
      throw new IOException(folder + " belongs to another user: remove it");
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve(STANDS_FOR), file.toString());
    return folder;
  }

  /** The same folder, whether it exists or not. */
  static Path path(Path file) {
    String named = System.getProperty("user.name") + " " + file;
    UUID hash = UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8));
    return PARENT.resolve(PREFIX + hash);
  }

  /** Deletes the folders of this user whose files have gone. */
  static void sweep() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PARENT, PREFIX + "*")) {
      for (Path folder : folders) {
        Path record = folder.resolve(STANDS_FOR);
        if (Files.isReadable(record)) {
          Path file = Path.of(Files.readString(record).trim());
          if (!Files.exists(file) && folder.equals(path(file))) {
            Folders.delete(folder);
          }
        }
      }
    }
  }
}
