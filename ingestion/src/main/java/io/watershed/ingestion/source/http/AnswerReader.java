package io.watershed.ingestion.source.http;

/**
 * Makes something of the body of an answer with status 200.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface AnswerReader<T> {

  /**
   * Reads a body.
   *
   * @throws BadAnswerException if the body is not what was asked for; the request is repeated
   */
  T read(byte[] body) throws BadAnswerException;
}
