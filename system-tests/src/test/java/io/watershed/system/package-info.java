/**
 * Tests of the whole pipeline on the embedded servers: everything between a message in Kafka and a
 * cell of a CSV file.
 *
 * <p>What one module promises is tested in that module; here stands only what needs several of
 * them. Nothing here may call a layer's internals to reach its verdict.
 */
package io.watershed.system;
