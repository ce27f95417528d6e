/**
 * Where the two layers meet: batch views up to the seam, speed windows after it. Pure functions of
 * sums that others read; nothing here knows where they are kept.
 */
package io.watershed.serving.merge;
