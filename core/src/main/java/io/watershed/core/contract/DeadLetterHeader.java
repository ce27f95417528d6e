package io.watershed.core.contract;

/** The headers of messages of {@link Topic#DEAD_LETTERS}, texts in UTF-8. */
public enum DeadLetterHeader {
  /** Who could not use the message, such as {@code ingestion}. */
  STAGE("stage"),
  /** Why, as one of a closed set of names. */
  REASON("reason"),
  /** Why, in one sentence. */
  DETAIL("detail"),
  /** The topic from which it came, where it came from Kafka. */
  SOURCE_TOPIC("source-topic"),
  /** Its partition there. */
  SOURCE_PARTITION("source-partition"),
  /** Its offset there. */
  SOURCE_OFFSET("source-offset"),
  /** The source that sent it, where it did not come from Kafka. */
  SOURCE("source"),
  /** The index that refused it, where it was a document. */
  INDEX("index");

  private final String wireName;

  DeadLetterHeader(String wireName) {
    this.wireName = wireName;
  }

  /** The header's name in Kafka. */
  public String wireName() {
    return wireName;
  }
}
