/**
 * Copies of the batch views, and of the dead letters, in Elasticsearch, so that nobody who looks at
 * a page waits for Hive. The copies follow the batch layer's runs; they can be deleted and are made
 * again.
 *
 * <p>A column of a table becomes the field of its name where {@code core.contract} declares one for
 * the index, and {@link io.watershed.serving.views.TableCopy} copies it without knowing it; {@link
 * io.watershed.serving.views.DayDocuments} adds hours and readings. Pages and the API read the
 * copies elsewhere.
 */
package io.watershed.serving.views;
