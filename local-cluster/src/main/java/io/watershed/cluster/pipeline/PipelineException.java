package io.watershed.cluster.pipeline;

/** The pipeline could not do what was asked. The message is one sentence for people. */
public class PipelineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public PipelineException(String message) {
    super(message);
  }

  /** What went wrong, and why. */
  public PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
