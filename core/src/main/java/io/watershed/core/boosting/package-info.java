/**
 * Gradient boosting of small regression trees for absolute error: fitting, evaluating, storing.
 *
 * <p>Plain numbers in, plain numbers out: nothing here knows rivers, stations or time. It is Java
 * alone, so that a fit and a forecast need no native library on the machine they run on; {@code
 * docs/decisions/water-level-forecast.md} says which libraries were weighed.
 */
package io.watershed.core.boosting;
