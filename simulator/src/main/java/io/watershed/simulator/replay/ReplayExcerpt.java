package io.watershed.simulator.replay;

/** The beginning of a text, for messages to people. */
final class ReplayExcerpt {

  private static final int LONGEST = 80;

  private ReplayExcerpt() {}

  static String of(String text) {
    if (text == null) {
      return "an empty file";
    }
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
