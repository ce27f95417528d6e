/**
 * The fleet in time: which meter uploads when, and the disorder of a real network.
 *
 * <p>Everything is decided by the plan of the run, so that the same plan gives the same bytes. No
 * clock, file or server is used here; books are kept through {@link
 * io.watershed.simulator.engine.RunObserver}.
 */
package io.watershed.simulator.engine;
