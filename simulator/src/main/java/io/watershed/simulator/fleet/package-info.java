/**
 * Invents fleet lists.
 *
 * <p>Reading and checking lists is core's; here they are only made up. No meter of a real list may
 * occur.
 */
package io.watershed.simulator.fleet;
