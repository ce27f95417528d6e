package io.watershed.serving.kibana;

/**
 * What became of one object.
 *
 * @param object which
 * @param id the id that Kibana keeps it under: another one where its own is taken in another space
 * @param verdict what Kibana did
 * @param reason why it failed; empty otherwise
 */
record Outcome(SavedObject object, String id, Verdict verdict, String reason) {
  /** What Kibana did with an object. */
  enum Verdict {
    CREATED,
    UPDATED,
    FAILED
  }
}
