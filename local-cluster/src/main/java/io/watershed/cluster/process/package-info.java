/**
 * Child processes: how a JVM is started, logged, found again when it was left behind, and ended;
 * and who holds a port. It knows nothing of servers, layers or settings.
 */
package io.watershed.cluster.process;
