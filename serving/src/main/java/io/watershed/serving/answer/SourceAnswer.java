package io.watershed.serving.answer;

/** Where a message lies in Kafka. */
public record SourceAnswer(String topic, int partition, long offset) {}
