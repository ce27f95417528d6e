package io.watershed.cluster.pipeline;

import io.watershed.core.failure.ExitCode;
import java.nio.file.Path;

/**
 * A process that runs and ends did not end well. The message names it, its last words and its log.
 */
public final class StepFailedException extends PipelineException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  /** A step that ended with this code. */
  StepFailedException(String step, int exitCode, String reason, Path log) {
    super(
        exitCode == ExitCode.BAD_INPUT
            ? reason
            : step
                + " failed with exit code "
                + exitCode
                + ": "
                + reason
                + " (its log: "
                + log
                + ")");
    this.exitCode = exitCode;
  }

  /** The process's exit code; 2 for bad input. */
  public int exitCode() {
    return exitCode;
  }
}
