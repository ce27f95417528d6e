package io.watershed.cluster.server;

/**
 * A loopback port of a server.
 *
 * @param number the port
 * @param setting the whole key of the setting that changes it
 */
public record ServerPort(int number, String setting) {}
