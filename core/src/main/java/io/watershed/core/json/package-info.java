/**
 * JSON as every module reads and writes it: one mapper for all. What a document means, and how an
 * answer is spelled, belongs to whoever writes it.
 */
package io.watershed.core.json;
