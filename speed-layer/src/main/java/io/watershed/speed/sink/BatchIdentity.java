package io.watershed.speed.sink;

import java.time.Instant;

/**
 * A micro-batch: what runs again after a crash has the same identity and so replaces what it wrote.
 *
 * @param queryId of the query, as long as its checkpoint lives
 * @param batchId counts up from 0
 */
public record BatchIdentity(String queryId, long batchId) {

  public static final String LAYER = "speed";

  String healthId(long arrivalHourMillis) {
    return LAYER + "|" + queryId + "|" + batchId + "|" + Instant.ofEpochMilli(arrivalHourMillis);
  }
}
