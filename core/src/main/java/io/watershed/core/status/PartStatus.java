package io.watershed.core.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.watershed.core.contract.PartState;

/**
 * A server or a layer of a pipeline at one moment, as the launcher sees it.
 *
 * @param name names its log
 * @param title what people call it
 * @param kind which of both it is
 * @param state how it stands
 * @param address where it is reached, or empty
 * @param pid its process, 0 while there is none
 * @param restarts how often it was started again
 * @param message one sentence for people, may be empty
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartStatus(
    String name,
    String title,
    Kind kind,
    PartState state,
    String address,
    long pid,
    int restarts,
    String message) {

  /** What a part is. */
  public enum Kind {
    /** A server that the layers use. */
    @JsonProperty("server")
    SERVER,
    /** A layer, or another process of the pipeline's own. */
    @JsonProperty("layer")
    LAYER
  }
}
