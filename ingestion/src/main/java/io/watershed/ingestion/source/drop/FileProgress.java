package io.watershed.ingestion.source.drop;

/**
 * How far a file is taken, kept by its content.
 *
 * @param claim the claim under which it was taken
 * @param name the name it had
 * @param rows how many of its rows are committed
 * @param sent how many messages were sent for them
 * @param withoutValues rows whose values are all missing
 * @param complete whether these are all of its rows
 * @param at when this was committed, ISO 8601
 */
record FileProgress(
    String claim,
    String name,
    long rows,
    long sent,
    long withoutValues,
    boolean complete,
    String at) {}
