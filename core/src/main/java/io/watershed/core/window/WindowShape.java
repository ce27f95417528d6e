package io.watershed.core.window;

import java.io.Serializable;

/**
 * Length and slide of the windows. Windows are aligned to the epoch and half open: a window that
 * starts at {@code s} holds the readings with {@code s <= timestamp < s + length}.
 *
 * @param lengthMillis how much time a window covers; a whole multiple of the slide
 * @param slideMillis the time between the starts of two windows, which is also the length of a pane
 */
public record WindowShape(long lengthMillis, long slideMillis) implements Serializable {

  /** Checks that the slide is positive and parts the length evenly. */
  public WindowShape {
    if (slideMillis <= 0 || lengthMillis < slideMillis || lengthMillis % slideMillis != 0) {
      throw new IllegalArgumentException(
          "a window of "
              + lengthMillis
              + " ms cannot slide by "
              + slideMillis
              + " ms: the length must be a whole multiple of the slide");
    }
  }

  /**
   * The start of the pane that a timestamp falls into; the last window that holds it starts there.
   */
  public long paneOf(long timestampMillis) {
    return Math.floorDiv(timestampMillis, slideMillis) * slideMillis;
  }

  /** The start of the first window that holds a pane. */
  public long firstWindowOf(long paneMillis) {
    return paneMillis - lengthMillis + slideMillis;
  }
}
