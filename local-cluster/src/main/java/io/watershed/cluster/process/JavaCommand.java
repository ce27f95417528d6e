package io.watershed.cluster.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together the command line of a child JVM. */
public final class JavaCommand {
  private static final String GUARD = "io.watershed.cluster.guard.ChildMain";
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final String mainClass;
  private final List<String> flags = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();

  private JavaCommand(String mainClass) {
    this.mainClass = mainClass;
  }

  /** A JVM that runs this main class. */
  public static JavaCommand of(String mainClass) {
    return new JavaCommand(mainClass);
  }

  /** JVM flags. */
  public JavaCommand flags(List<String> more) {
    flags.addAll(more);
    return this;
  }

  /** JVM flags. */
  public JavaCommand flags(String... more) {
    return flags(List.of(more));
  }

  /** System properties. */
  public JavaCommand properties(Map<String, String> properties) {
    properties.forEach((key, value) -> flags.add("-D" + key + "=" + value));
    return this;
  }

  /** Entries after those already given. */
  public JavaCommand classPath(List<Path> entries) {
    classPath.addAll(entries);
    return this;
  }

  /** Arguments of the main class. */
  public JavaCommand arguments(List<String> more) {
    arguments.addAll(more);
    return this;
  }

  /** The words of the command, run below the guard that ends it with this JVM. */
  public List<String> words() {
    List<String> words = new ArrayList<>(ownSession());
    words.add(java().toString());
    words.addAll(flags);
    words.add("-cp");
    words.add(
        Stream.concat(Stream.of(guard()), classPath.stream())
            .map(Path::toString)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(GUARD);
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }

  /** The {@code java} of the JDK that runs this process. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Words that give a child a session of its own, so that a terminal's Ctrl-C reaches the launcher
   * alone, which then stops its children in order. Empty where the system has no such command.
   */
  public static List<String> ownSession() {
    return Files.isExecutable(SETSID) ? List.of(SETSID.toString()) : List.of();
  }

  private static Path guard() {
    try {
      return Path.of(
          Class.forName(GUARD).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | java.net.URISyntaxException absent) {
      throw new IllegalStateException("the class " + GUARD + " is not on the class path", absent);
    }
  }
}
