/**
 * How much water: what a meter's readings of a day or a month amount to, which register readings
 * are believed, and whether interval flows and register agree.
 *
 * <p>Everything here is a function of the readings of one meter, in plain Java, so that any layer
 * computes the same; a day's figures depend on the readings of that day and of a few days before
 * it. What is suspicious about the figures is for {@link io.watershed.core.problem}; where they are
 * stored is not known here.
 */
package io.watershed.core.consumption;
