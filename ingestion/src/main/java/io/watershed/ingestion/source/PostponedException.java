package io.watershed.ingestion.source;

import java.time.Duration;

/** A provider asks not to be asked for longer than a request is worth waiting for. */
public final class PostponedException extends SourceException {
  private static final long serialVersionUID = 1;

  private final transient Duration pause;

  /** A provider's wish to be left alone for so long. */
  public PostponedException(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  /** How long the provider asks to wait. */
  public Duration pause() {
    return pause;
  }
}
