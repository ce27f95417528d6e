/**
 * The batch layer's command line.
 *
 * <p>A command parses its options, builds what it needs from the settings and hands over to the
 * packages below. Transforms, Hive and the course of a run do not belong here.
 */
package io.watershed.batch;
