package io.watershed.batch.run;

import java.util.function.Consumer;

/**
 * Those who watch a run.
 *
 * @param words is told, in a few words, what is being done
 * @param steps is told each step that is done
 */
record Progress(Consumer<String> words, Consumer<BatchRun.Step> steps) {

  void tell(String what) {
    words.accept(what);
  }

  void reached(BatchRun.Step step) {
    steps.accept(step);
  }
}
