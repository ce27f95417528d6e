/**
 * Settings: every key with its unit and default stands in {@code reference.conf}; a file and system
 * properties may override it.
 *
 * <p>A class that needs settings reads them once into a record of its own, with bounds. Nothing
 * here knows what a key means.
 */
package io.watershed.core.settings;
