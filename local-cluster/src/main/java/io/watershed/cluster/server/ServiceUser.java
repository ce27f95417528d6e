package io.watershed.cluster.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;

/** The unprivileged user as whom a server runs that refuses to run as root. */
final class ServiceUser {
  private static final String NAME = "nobody";

  private ServiceUser() {}

  /** Whether this process is root and so has to step down. */
  static boolean isNeeded() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * The words before a command that run it as the unprivileged user, keeping the process id.
   *
   * @throws IOException if the system has no such command
   */
  static List<String> stepDown() throws IOException {
    for (String folder : List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/")) {
      if (Files.isExecutable(Path.of(folder + "setpriv"))) {
        return List.of(
            folder + "setpriv", "--reuid=" + NAME, "--regid=" + group(), "--clear-groups");
      }
    }
    throw new IOException(
        "it must not run as root, and the command setpriv (package util-linux) is missing: install"
            + " it or run as an ordinary user");
  }

  private static String group() throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      String[] fields = line.split(":", -1);
      if (fields.length > 3 && fields[0].equals(NAME)) {
        return fields[3];
      }
    }
    throw new IOException("it must not run as root, and the user " + NAME + " does not exist");
  }

  /** Makes the unprivileged user own a folder and all in it. */
  static void give(Path folder) throws IOException {
    UserPrincipal owner =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NAME);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(path, owner);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.setOwner(path, owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The first folder on the way to this one that others may not pass through. */
  static Optional<Path> barrier(Path folder) throws IOException {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at)
          && !Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
