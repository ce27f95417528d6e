package io.watershed.batch.run;

import java.util.function.Consumer;

/** Those who watch a run. */
public final class Progress {

  private final Consumer<String> words;
  private final Consumer<BatchRun.Step> steps;

  /**
   * Watchers.
   *
   * @param steps is told each step that is done
   */
  Progress(Consumer<String> words, Consumer<BatchRun.Step> steps) {
    this.words = words;
    this.steps = steps;
  }

  /**
   * One who is told, in a few words, what is being done.
   *
   * @param words takes the words
   */
  public static Progress told(Consumer<String> words) {
    return new Progress(words, step -> {});
  }

  void tell(String what) {
    words.accept(what);
  }

  void reached(BatchRun.Step step) {
    steps.accept(step);
  }
}
