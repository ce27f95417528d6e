/**
 * Files that connect people's tools to Hive: a data source for Tableau, one for Power BI.
 *
 * <p>They say where the tables are, what their columns are called in plain words, and how numbers
 * and dates look. They hold no data and no secret. Which columns there are {@code core.contract}
 * says; of the batch layer's view, a test compares.
 */
package io.watershed.serving.connect;
