package io.watershed.cluster.process;

import java.nio.file.Path;

/** Something the build makes is absent. The message names it and the command that makes it. */
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
}
