/**
 * The course of a batch run: what changed, recompute, publish, remember, clean up; first for
 * meters, then for stations and their forecasts.
 *
 * <p>A run may be killed between any two steps; the next one ends in the same state. What rows mean
 * is for the transforms, statements for Hive are for the Hive package.
 */
package io.watershed.batch.run;
