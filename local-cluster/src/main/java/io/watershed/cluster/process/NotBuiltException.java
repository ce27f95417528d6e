package io.watershed.cluster.process;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;

/**
 * Something the build makes is absent, or is there twice. The message names it and what to do about
 * it.
 */
public final class NotBuiltException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The module that was not built and the file that shows it. */
  NotBuiltException(String module, Path missing) {
    super(
        "module "
            + module
            + " is not built ("
            + missing
            + " is missing): run mvn -DskipTests package in the project folder");
  }

  private NotBuiltException(String message) {
    super(message);
  }

  /** A module whose folder holds the jars of more than one version. */
  static NotBuiltException twice(String module, List<Path> jars) {
    return new NotBuiltException(
        "module "
            + module
            + " is built more than once ("
            + jars.stream().sorted().map(Path::toString).collect(joining(", "))
            + "): delete the jars of other versions");
  }
}
