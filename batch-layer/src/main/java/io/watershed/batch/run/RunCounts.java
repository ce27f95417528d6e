package io.watershed.batch.run;

/**
 * What a run wrote.
 *
 * @param readings distinct readings
 * @param duplicates messages dropped because their reading was known
 * @param excluded readings that no figure counts
 * @param unknownMeter readings of meters that no fleet list names
 * @param disagreements days of meters whose flows and register disagree
 * @param problems problems
 */
record RunCounts(
    long readings,
    long duplicates,
    long excluded,
    long unknownMeter,
    long disagreements,
    long problems) {

  static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0);

  RunCounts plus(RunCounts other) {
    return new RunCounts(
        readings + other.readings,
        duplicates + other.duplicates,
        excluded + other.excluded,
        unknownMeter + other.unknownMeter,
        disagreements + other.disagreements,
        problems + other.problems);
  }
}
