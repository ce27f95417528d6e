package io.watershed.ingestion.source.drop;

/** A mapping, or the header of a file, is not what it should be. One sentence for people. */
final class MappingException extends Exception {
  private static final long serialVersionUID = 1;

  MappingException(String message) {
    super(message);
  }
}
