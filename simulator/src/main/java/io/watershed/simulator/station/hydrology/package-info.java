/**
 * What the water does: rain and snow become runoff, runoff becomes a flow, the flow travels
 * downstream, and a level stands where it passes; lakes, dams, ice and tides in their own ways.
 *
 * <p>Storages are linear and solved exactly for an hour of constant inflow, so that no step length
 * makes them swing. What a sensor makes of the true level, and what goes wrong, is not known here.
 */
package io.watershed.simulator.station.hydrology;
