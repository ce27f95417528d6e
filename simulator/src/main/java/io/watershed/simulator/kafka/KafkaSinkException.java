package io.watershed.simulator.kafka;

import io.watershed.core.failure.Foreseen;

/** Kafka cannot be reached, lacks the topic, or refused a message for good. */
public final class KafkaSinkException extends RuntimeException implements Foreseen {
  private static final long serialVersionUID = 1;

  KafkaSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
