package io.watershed.cluster.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/** A pipeline runs on this data folder already. The message names its process. */
public final class AlreadyRunningException extends PipelineException {
  private static final long serialVersionUID = 1;

  /** A folder that this process works on. */
  public static AlreadyRunningException on(Path data, long pid) {
    return new AlreadyRunningException(data, Optional.of(pid));
  }

  /** The folder and, if known, the process that has it. */
  AlreadyRunningException(Path data, Optional<Long> pid) {
    super(
        "a pipeline runs on "
            + data
            + " already"
            + pid.map(id -> ", as process " + id).orElse("")
            + ": look at it with ./run_pipeline.sh status, end it with ./run_pipeline.sh stop");
  }
}
