/**
 * How values become cells of a CSV file and how a file becomes visible only when it is whole.
 *
 * <p>Knows neither Hive nor the columns of an export.
 */
package io.watershed.serving.csv;
