/**
 * The tables of Hive, one class each: what Tableau, exports and the copies in Elasticsearch read.
 */
package io.watershed.core.contract.hive;
