/**
 * Days: an instant belongs to the local day of the device that measured it.
 *
 * <p>Every layer parts days here and nowhere else, so that a reading at a day's edge lands on the
 * same day everywhere. No present time is read here.
 */
package io.watershed.core.time;
