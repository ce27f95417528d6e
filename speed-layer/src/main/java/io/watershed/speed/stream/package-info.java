/**
 * How messages of Kafka run through packets and state to a sink, whatever the device that sent
 * them.
 */
package io.watershed.speed.stream;
