package io.watershed.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The project folder, and in it what the build made: each runnable module's jar and class path.
 *
 * @param root the absolute path of the project folder
 */
public record ProjectHome(Path root) {
  /** Jars beside a module's own that a build may make of it. */
  private static final List<String> NOT_CLASSES =
      List.of("-tests.jar", "-sources.jar", "-javadoc.jar");

  /** Checks nothing; a module that was not built is named when it is needed. */
  public ProjectHome {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The folder that {@code watershed.home} names, else the nearest one above that holds the build.
   */
  public static ProjectHome ofThisProcess() {
    String named = System.getProperty("watershed.home");
    if (named != null) {
      return new ProjectHome(Path.of(named));
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("local-cluster/servers"))) {
      folder = folder.getParent();
    }
    return new ProjectHome(folder == null ? Path.of("") : folder);
  }

  /**
   * The class path of a module: its own classes first, then what the build resolved for it.
   *
   * @param module the module's folder, relative to the project
   * @throws NotBuiltException if the module was not built, or holds jars of two versions
   */
  public List<Path> classPath(String module) {
    Path target = root.resolve(module).resolve("target");
    List<Path> entries = new ArrayList<>();
    entries.add(ownClasses(module, target));
    try {
      String resolved = Files.readString(target.resolve("class-path.txt")).trim();
      for (String entry : resolved.split(java.io.File.pathSeparator, -1)) {
        entries.add(Path.of(entry));
      }
    } catch (IOException absent) {
      throw new NotBuiltException(module, target.resolve("class-path.txt"));
    }
    return entries;
  }

  private static Path ownClasses(String module, Path target) {
    List<Path> jars = new ArrayList<>();
    try (var files = Files.newDirectoryStream(target, ProjectHome::holdsClasses)) {
      files.forEach(jars::add);
    } catch (IOException absent) {
      throw new NotBuiltException(module, target);
    }
    if (jars.size() > 1) {
      throw NotBuiltException.twice(module, jars);
    }
    if (!jars.isEmpty()) {
      return jars.get(0);
    }
    Path classes = target.resolve("classes");
    if (!Files.isDirectory(classes)) {
      throw new NotBuiltException(module, target);
    }
    return classes;
  }

  private static boolean holdsClasses(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && NOT_CLASSES.stream().noneMatch(name::endsWith);
  }

  /** A file of the project, given relative to its folder. */
  public Path file(String relative) {
    return root.resolve(relative);
  }
}
