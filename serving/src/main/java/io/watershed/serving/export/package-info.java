/**
 * The Tableau exports: which columns of which Hive table go to which file, and in which order.
 *
 * <p>A column that a table gains stands in its file by itself, after the ones that are there, since
 * workbooks know them by place; {@link io.watershed.serving.export.TableauExport} says which order
 * those have and what is left out. Computing values is the batch layer's job, not this package's.
 */
package io.watershed.serving.export;
