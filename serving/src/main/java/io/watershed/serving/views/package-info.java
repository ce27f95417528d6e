/**
 * Copies of the batch views, and of the dead letters, in Elasticsearch, so that nobody who looks at
 * a page waits for Hive. The copies follow the batch layer's runs; they can be deleted and are made
 * again.
 *
 * <p>What is copied is decided by {@link io.watershed.serving.views.DayDocuments}, which neither
 * reads nor writes; pages and the API read the copies elsewhere.
 */
package io.watershed.serving.views;
