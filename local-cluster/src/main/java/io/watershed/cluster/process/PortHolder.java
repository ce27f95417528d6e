package io.watershed.cluster.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process that listens on a TCP port, as far as this user may see it. Reads Linux's
 * {@code /proc}; elsewhere the holder stays unknown.
 */
public final class PortHolder {
  private static final String LISTEN = "0A";

  private final Path proc;

  private PortHolder(Path proc) {
    this.proc = proc;
  }

  /** Looks in {@code /proc}. */
  public static PortHolder ofThisMachine() {
    return new PortHolder(Path.of("/proc"));
  }

  /** Looks in a folder laid out as {@code /proc}. */
  static PortHolder in(Path proc) {
    return new PortHolder(proc);
  }

  /** A phrase such as "process 4711 (java kafka.Kafka …)", or empty when it cannot be told. */
  public Optional<String> describe(int port) {
    Set<String> sockets = listeningSockets(port);
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holdsAny(process, sockets)) {
          return Optional.of("process " + process.getFileName() + commandOf(process));
        }
      }
    } catch (IOException unreadable) {
      // The holder is a courtesy; without it the message still names the port.
    }
    return Optional.empty();
  }

  private Set<String> listeningSockets(int port) {
    String wanted = String.format(":%04X", port);
    Set<String> found = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : lines(proc.resolve("net").resolve(table))) {
        String[] columns = line.trim().split("\\s+", -1);
        if (columns.length > 9 && columns[1].endsWith(wanted) && columns[3].equals(LISTEN)) {
          found.add("socket:[" + columns[9] + "]");
        }
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException absent) {
      return List.of();
    }
  }

  private static boolean holdsAny(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)
            && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException notOurs) {
      return false;
    }
    return false;
  }

  private static String commandOf(Path process) {
    try {
      List<String> words = new ArrayList<>();
      for (String word : Files.readString(process.resolve("cmdline")).split("\0", -1)) {
        boolean telling = words.isEmpty() || !(word.startsWith("-") || word.contains(":"));
        if (telling && !word.isBlank()) {
          words.add(words.isEmpty() ? Path.of(word).getFileName().toString() : word);
        }
      }
      String command = String.join(" ", words);
      return " (" + (command.length() > 100 ? command.substring(0, 100) + "…" : command) + ")";
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }
}
