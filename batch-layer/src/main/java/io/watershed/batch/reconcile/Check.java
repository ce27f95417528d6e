package io.watershed.batch.reconcile;

/**
 * One comparison of two numbers.
 *
 * @param name what is compared
 * @param expected what it must be
 * @param actual what it is
 * @param agrees whether the two are the same
 * @param words what is wrong, one sentence; empty when nothing is
 */
record Check(String name, long expected, long actual, boolean agrees, String words) {}
