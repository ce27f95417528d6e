/**
 * Problem meters: what is wrong with a meter, its battery, its readings or the pipes behind it,
 * judged from a whole day.
 *
 * <p>A new kind of problem is a new constant of {@link io.watershed.core.problem.ProblemType} and a
 * rule in one of the classes here; its limits are settings below {@code problems}. Threshold alerts
 * on one reading live in {@link io.watershed.core.alert}, figures in {@link
 * io.watershed.core.consumption}; neither storing nor telling anybody is done here.
 */
package io.watershed.core.problem;
