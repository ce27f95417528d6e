package io.watershed.cluster.server;

import io.watershed.cluster.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A data folder as a whole: what an earlier launcher left running on it, and its removal. */
public final class DataFolder {
  private DataFolder() {}

  /**
   * Ends processes that were left behind, then deletes the folder, those inside it that are data
   * folders themselves, and what Elasticsearch keeps for them elsewhere.
   */
  public static void delete(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> inside = Files.list(data)) {
      for (Path folder : inside.filter(DataFolder::isDataFolder).toList()) {
        delete(folder);
      }
    }
    endLeftovers(data);
    Optional<Path> elsewhere = ElasticsearchLocation.outside(data);
    if (elsewhere.isPresent()) {
      Folders.delete(elsewhere.get());
    }
    Folders.delete(data);
  }

  private static boolean isDataFolder(Path folder) {
    return Files.isDirectory(folder.resolve("run")) && Files.isDirectory(folder.resolve("log"));
  }

  /** Ends processes whose launcher was killed, and deletes what they printed for it. */
  public static void endLeftovers(Path data) throws IOException {
    Path run = data.resolve("run");
    if (!Files.isDirectory(run)) {
      return;
    }
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".pid")) {
          ChildProcess.endLeftover(file);
        } else if (file.toString().endsWith(".out")) {
          Files.delete(file);
        }
      }
    }
  }
}
