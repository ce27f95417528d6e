/**
 * Brings the data views, searches and dashboards of the folder {@code kibana} into a Kibana: waits
 * for it, creates or updates them, and says what became of each. What a dashboard shows is decided
 * in those files, never here; index templates belong to the layers that write the indices.
 */
package io.watershed.serving.kibana;
