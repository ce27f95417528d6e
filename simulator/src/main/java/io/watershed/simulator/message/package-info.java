/**
 * From rows to the bytes of raw messages, and where they go.
 *
 * <p>Spellings of the wire (zones, slashes, units, ids) live here, written by hand because a
 * library would cost more than the simulation. What a value means does not belong here.
 */
package io.watershed.simulator.message;
