/**
 * The indices of Elasticsearch, one class each: what the speed layer and serving write, and the
 * dashboard, Kibana and the API read.
 */
package io.watershed.core.contract.index;
