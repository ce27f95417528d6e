package io.watershed.core.contract;

/** Words of documents and files that stand for something else than what they say. */
public final class Words {

  /** The suburb of a meter that no fleet list names. */
  public static final String UNKNOWN_SUBURB = "Unknown";

  private Words() {}
}
