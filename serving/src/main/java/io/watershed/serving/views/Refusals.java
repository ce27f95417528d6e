package io.watershed.serving.views;

import io.watershed.elasticsearch.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Documents that Elasticsearch will never take, gathered over a copy. */
final class Refusals {

  private final List<Refusal> refusals = new ArrayList<>();

  void add(Refusal refusal) {
    refusals.add(refusal);
  }

  /** Forgets those of an earlier attempt. */
  void forget() {
    refusals.clear();
  }

  /**
   * Makes sure that there are none.
   *
   * @throws IOException if there are; they are forgotten then
   */
  void requireNone() throws IOException {
    if (refusals.isEmpty()) {
      return;
    }
    Refusal first = refusals.get(0);
    int number = refusals.size();
    refusals.clear();
    throw new IOException(
        "Elasticsearch refuses "
            + number
            + " documents, the first "
            + first.index()
            + "/"
            + first.id()
            + ": "
            + first.problem());
  }
}
