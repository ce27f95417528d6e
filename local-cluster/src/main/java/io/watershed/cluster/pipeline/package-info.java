/**
 * The whole pipeline as one thing: servers, layers and the supervisor that starts again what dies.
 * Layers are known by name, main class and status file only; what they compute is not known here.
 * Tests and the command line use the same classes.
 */
package io.watershed.cluster.pipeline;
