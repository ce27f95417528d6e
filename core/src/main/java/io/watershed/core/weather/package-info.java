/**
 * Weather quantities that are derived from measured ones of the same instant.
 *
 * <p>A new formula is a new method here, with its source and the range in which it holds. Nothing
 * here knows stations or messages.
 */
package io.watershed.core.weather;
