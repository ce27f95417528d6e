package io.watershed.cluster.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Where the indices lie: in the data folder, or, for a server started by root whose unprivileged
 * user cannot reach that folder, below {@code /var/tmp}. The file {@code elasticsearch.location} in
 * the data folder names the place, so that cleaning finds it.
 */
final class ElasticsearchLocation {
  private static final String RECORD = "elasticsearch.location";

  private final Path folder;

  private ElasticsearchLocation(Path folder) {
    this.folder = folder;
  }

  /** Chooses the place, makes its folders and records it. */
  static ElasticsearchLocation prepare(Path data) throws IOException {
    OutsideFolder.sweep();
    Files.createDirectories(data);
    Path record = data.resolve(RECORD);
    boolean reachable = !ServiceUser.isNeeded() || ServiceUser.barrier(data.toRealPath()).isEmpty();
    Path folder = reachable ? data.resolve("elasticsearch") : OutsideFolder.of(record);
    ElasticsearchLocation location = new ElasticsearchLocation(folder);
    for (Path needed : location.written()) {
      Files.createDirectories(needed);
    }
    Files.writeString(record, folder.toString());
    return location;
  }

  /** The recorded place of a data folder, if it lies outside it. */
  static Optional<Path> outside(Path data) {
    Path folder = OutsideFolder.path(data.resolve(RECORD));
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  private List<Path> written() {
    return List.of(indices(), logs(), scratch(), configuration());
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
    for (Path path : written()) {
      ServiceUser.give(path);
    }
  }
}
