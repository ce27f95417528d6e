/**
 * What a running layer says of itself, in a small file that the launcher and people can read.
 *
 * <p>The file is replaced as a whole, so a reader never sees half of it. It is a view for people;
 * no layer may depend on another's file for its results.
 */
package io.watershed.core.status;
