package io.watershed.serving.kibana;

/**
 * What became of one object.
 *
 * @param object which
 * @param verdict what Kibana did
 * @param reason why it failed; empty otherwise
 */
record Outcome(SavedObject object, Verdict verdict, String reason) {
  /** What Kibana did with an object. */
  enum Verdict {
    CREATED,
    UPDATED,
    FAILED
  }
}
