package io.watershed.speed.sink;

/**
 * How many documents a micro-batch wrote.
 *
 * @param windows window documents
 * @param alerts alert documents
 * @param refused documents that Elasticsearch refused for good; part of neither of the others
 */
public record BatchFigures(long windows, long alerts, long refused) {

  public static final BatchFigures NONE = new BatchFigures(0, 0, 0);

  public BatchFigures plus(BatchFigures other) {
    return new BatchFigures(
        windows + other.windows, alerts + other.alerts, refused + other.refused);
  }
}
