package io.watershed.core.json;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Holds the mapper that everybody shares. */
public final class Json {

  /**
   * Reads and writes JSON with Jackson's own settings. Making one is expensive and it is safe for
   * many threads, so there is this one; nobody configures it, since everybody has it. Who needs
   * other settings takes a copy.
   */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}
}
