package io.watershed.core.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a server or layer of the pipeline stands, as the launcher sees it. */
public enum PartState {
  /** What it needs is not ready yet. */
  WAITING_TO_START("waiting to start"),
  /** Not at work yet. */
  STARTING("starting"),
  /** At work. */
  RUNNING("running"),
  /** At work as soon as something that is away comes back. */
  WAITING("waiting"),
  /** Died, and is started again. */
  RESTARTING("restarting"),
  /** Ended as it was asked to. */
  STOPPED("stopped"),
  /** Ended by a failure. */
  FAILED("failed"),
  /** Ended because it had done all of its work. */
  DONE("done");

  private final String wireName;

  PartState(String wireName) {
    this.wireName = wireName;
  }

  /** How a layer that runs says itself that it stands. */
  public static PartState of(LayerState state) {
    return switch (state) {
      case STARTING -> STARTING;
      case RUNNING -> RUNNING;
      case WAITING -> WAITING;
      case STOPPED -> STOPPED;
      case FAILED -> FAILED;
    };
  }

  /** Whether it does what it should. */
  public boolean isWell() {
    return switch (this) {
      case RUNNING, WAITING, DONE -> true;
      case WAITING_TO_START, STARTING, RESTARTING, STOPPED, FAILED -> false;
    };
  }

  /** The state's name in files, in answers and on the screen. */
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
  public static PartState ofWireName(String name) {
    return Arrays.stream(values())
        .filter(state -> state.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is called '" + name + "'"));
  }
}
