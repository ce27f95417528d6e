/**
 * What a running layer says of itself, in a small file that the launcher and people can read.
 *
 * <p>The file is replaced as a whole, so a reader never sees half of it. It is a view for people
 * and for what shows them how all stands; no layer may depend on another's file for its results.
 * The process that a layer is, from its settings to its exit code, is here too.
 */
package io.watershed.core.status;
