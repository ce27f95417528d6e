/**
 * The Tableau exports: which columns of which Hive table go to which file, and in which order.
 *
 * <p>A new column of an export goes into {@link io.watershed.serving.export.TableauExport}, after
 * the ones that are there, since workbooks know them by place. Computing values is the batch
 * layer's job, not this package's.
 */
package io.watershed.serving.export;
