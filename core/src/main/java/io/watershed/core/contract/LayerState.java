package io.watershed.core.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a layer, or another process of the pipeline, stands. */
public enum LayerState {
  /** Not at work yet. */
  STARTING("starting"),
  /** At work. */
  RUNNING("running"),
  /** At work as soon as something that is away comes back. */
  WAITING("waiting"),
  /** Ended as it was asked to. */
  STOPPED("stopped"),
  /** Ended by a failure. */
  FAILED("failed");

  private final String wireName;

  LayerState(String wireName) {
    this.wireName = wireName;
  }

  /** The state's name in status files, documents and answers. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * The state of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static LayerState ofWireName(String name) {
    return Arrays.stream(values())
        .filter(state -> state.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is called '" + name + "'"));
  }
}
