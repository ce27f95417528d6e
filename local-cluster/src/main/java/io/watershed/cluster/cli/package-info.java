/**
 * The verbs of {@code run_pipeline.sh} and the status screen: arguments in, sentences and exit
 * codes out. Each verb is a thin command over the pipeline package. Nothing is computed or started
 * here that a test could not do without the command line.
 */
package io.watershed.cluster.cli;
