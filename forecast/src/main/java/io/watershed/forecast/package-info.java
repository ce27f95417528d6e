/**
 * The command line of the water level forecast: {@code evaluate} reads files of river levels, fits
 * on some, and judges on others that the fit has not seen.
 *
 * <p>Reading, refusing and reporting live here. What a forecast is lives in {@code
 * io.watershed.core.forecast}, which the batch layer calls without this module.
 */
package io.watershed.forecast;
