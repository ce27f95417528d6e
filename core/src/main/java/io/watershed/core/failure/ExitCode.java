package io.watershed.core.failure;

import java.io.PrintWriter;
import java.util.function.BiConsumer;

/** What the exit code of a process says. */
public final class ExitCode {
  /** All was done, or it was stopped as asked. */
  public static final int DONE = 0;

  /** It failed, and may be started again. */
  public static final int FAILED = 1;

  /** Something that was given cannot be used; starting again would only repeat it. */
  public static final int BAD_INPUT = 2;

  private ExitCode() {}

  /**
   * The exit code that a problem means. The problem is told first: in its own sentence where it is
   * one for people, else with where it happened.
   *
   * @param tell takes a sentence, and the exception to show with it or null
   */
  public static int of(Throwable problem, BiConsumer<String, Throwable> tell) {
    if (problem instanceof BadInput) {
      tell.accept(problem.getMessage(), null);
      return BAD_INPUT;
    }
    if (problem instanceof Foreseen) {
      tell.accept(problem.getMessage(), null);
    } else {
      tell.accept("it failed: " + firstLine(problem), problem);
    }
    return FAILED;
  }

  /** Tells problems to a command's standard error. */
  public static BiConsumer<String, Throwable> to(PrintWriter errors) {
    return (sentence, problem) -> {
      errors.println(sentence);
      if (problem != null) {
        problem.printStackTrace(errors);
      }
      errors.flush();
    };
  }

  /** A problem in one line, for a status: its message, or what it is. */
  public static String firstLine(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank()
        ? problem.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").strip();
  }
}
