package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What a layer has still to take; null where that is not known. */
public record LagAnswer(
    Long messages,
    @JsonInclude(JsonInclude.Include.NON_NULL) String state,
    @JsonInclude(JsonInclude.Include.NON_NULL) String message) {

  /** Of a layer of which nothing is known. */
  public static final LagAnswer UNKNOWN = new LagAnswer(null, null, null);
}
