/**
 * The second fleet in time: which station sends what when, and the disorder of a real network.
 *
 * <p>A sibling of the package engine: everything is decided by the plan of the run, so that the
 * same plan gives the same bytes, and books are kept through {@link
 * io.watershed.simulator.station.StationObserver}. The world that the stations measure is made in
 * the packages network, weather and hydrology.
 */
package io.watershed.simulator.station;
