package io.watershed.speed;

/**
 * How many documents a micro-batch wrote.
 *
 * @param windows window documents
 * @param alerts alert documents
 * @param refused documents that Elasticsearch refused for good; part of neither of the others
 */
record BatchFigures(long windows, long alerts, long refused) {

  static final BatchFigures NONE = new BatchFigures(0, 0, 0);

  BatchFigures plus(BatchFigures other) {
    return new BatchFigures(
        windows + other.windows, alerts + other.alerts, refused + other.refused);
  }
}
