package io.watershed.core.meter;

/** Who uses a meter's water, as fleet lists say it; a list may say something else, or nothing. */
public enum UsageType {
  /** A home. */
  RESIDENTIAL("Residential"),
  /** A business, a school, a park. */
  NON_RESIDENTIAL("Non-Residential");

  private final String wireName;

  UsageType(String wireName) {
    this.wireName = wireName;
  }

  /** Its text in fleet lists, tables, documents and answers. */
  public String wireName() {
    return wireName;
  }

  /** Whether a fleet list's text means this one. */
  public boolean is(String text) {
    return wireName.equals(text);
  }
}
