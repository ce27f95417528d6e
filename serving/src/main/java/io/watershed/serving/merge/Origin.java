package io.watershed.serving.merge;

import java.util.Locale;

/** Which layer a figure is from. */
public enum Origin {
  /** The batch views alone: the truth as far as it is known. */
  BATCH,
  /** At least partly the speed layer, until the next batch run. */
  PROVISIONAL;

  /** Its name in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
