/**
 * Hive over JDBC: opens connections through a driver that lives in a class loader of its own, and
 * writes names and values into HiveQL safely.
 *
 * <p>Everything that talks to HiveServer2 does so through this package, so that no class of the
 * standalone driver jar (which carries old copies of Hadoop, slf4j and javax.ws.rs) ever meets a
 * layer's own. {@link io.watershed.hive.TableDefinition} makes a table of {@code core.contract} in
 * Hive, {@link io.watershed.hive.HiveReader} reads one by column; what the tables hold and how they
 * are computed does not belong here.
 */
package io.watershed.hive;
