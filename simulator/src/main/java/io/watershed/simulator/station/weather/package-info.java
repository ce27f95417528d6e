/**
 * The weather over the whole network: systems that move from west to east with their rain, wind,
 * pressure and change of air, and what a station would measure under them.
 *
 * <p>The weather is a function of seed, instant and place alone. So every run of a seed sees the
 * same rain at the same hour wherever it begins, and the rain gauges measure the very rain that
 * fills the rivers. What rivers make of it belongs to the package hydrology.
 */
package io.watershed.simulator.station.weather;
