/**
 * Seeded random numbers, from which everything that is drawn is drawn.
 *
 * <p>Nothing of the simulator is known here: faults, models and stations all draw from it.
 */
package io.watershed.simulator.random;
