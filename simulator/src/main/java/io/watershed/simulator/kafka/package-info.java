/**
 * The topic of raw meter readings as a sink.
 *
 * <p>Everything that knows the Kafka client lives here. Messages are neither built nor changed
 * here.
 */
package io.watershed.simulator.kafka;
