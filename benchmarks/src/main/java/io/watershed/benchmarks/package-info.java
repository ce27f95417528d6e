/**
 * Measurements that anybody can run again: the speed layer alone, the same work by Spark's own
 * sliding windows, and the way through to searchable documents.
 *
 * <p>Servers and layers run as in production, in processes of their own, on free ports and in a
 * folder that is removed afterwards. No test asserts a figure from here.
 */
package io.watershed.benchmarks;
