package io.watershed.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Elasticsearch is away or cannot answer; the message is one sentence for people. */
public final class SearchException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  private final boolean refused;

  SearchException(String message, boolean refused, IOException cause) {
    super(message, cause);
    this.refused = refused;
  }

  /** Whether Elasticsearch is there, and refuses the question. */
  public boolean refused() {
    return refused;
  }
}
