package io.watershed.cluster.process;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the line of a log that a person would quote. */
final class FailureReason {
  private static final Pattern NOISE = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more).*|^\\s*$");
  private static final Pattern TELLING =
      Pattern.compile(
          "Exception\\b.*:|Error\\b.*:|\\b(ERROR|FATAL)\\b|^error:|^Caused by:",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOG_PREFIX =
      Pattern.compile("^\\S+T\\S+ +(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) +\\S+: +");
  private static final int LONGEST = 400;

  private FailureReason() {}

  /**
   * The last line that speaks of an error, else the last line that is not part of a stack trace.
   */
  static String in(String output) {
    List<String> lines = output.lines().filter(line -> !NOISE.matcher(line).matches()).toList();
    String last = lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    for (int index = lines.size() - 1; index >= 0; index--) {
      if (TELLING.matcher(lines.get(index)).find()) {
        last = lines.get(index);
        break;
      }
    }
    String message = LOG_PREFIX.matcher(last).replaceFirst("").trim();
    return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }
}
