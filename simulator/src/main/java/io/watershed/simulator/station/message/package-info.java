/** How an observation of a simulated station is written. What it says is decided elsewhere. */
package io.watershed.simulator.station.message;
