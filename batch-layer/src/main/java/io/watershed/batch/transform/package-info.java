/**
 * Rows of the master dataset to rows of the batch views: plain transforms from {@code Dataset<Row>}
 * to {@code Dataset<Row>}.
 *
 * <p>They carry readings and observations to the rules in {@code core} and the results back; a rule
 * itself does not belong here. Nothing here reads or writes a table, so that tests need no server.
 */
package io.watershed.batch.transform;
