package io.watershed.simulator.kafka;

/** Kafka cannot be reached, lacks the topic, or refused a message for good. */
public final class KafkaSinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KafkaSinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
