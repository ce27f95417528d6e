package io.watershed.batch.reconcile;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.lit;

import io.watershed.core.contract.master.Readings;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * The part of a topic that is reconciled: of each partition the offsets from the oldest that Kafka
 * still has to the one that would have come next when the reconciliation began. What arrives later
 * belongs to the next reconciliation.
 */
final class OffsetRanges {

  /**
   * Offsets of one partition.
   *
   * @param begin the first
   * @param end the one after the last
   */
  record Range(long begin, long end) {}

  private final String topic;
  private final SortedMap<Integer, Range> byPartition;

  OffsetRanges(String topic, Map<Integer, Range> byPartition) {
    this.topic = topic;
    this.byPartition = new TreeMap<>(byPartition);
  }

  SortedMap<Integer, Range> byPartition() {
    return byPartition;
  }

  /** The ends alone. */
  Map<Integer, Long> ends() {
    return byPartition.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().end()));
  }

  /** How many offsets there are in all partitions. */
  long size() {
    return byPartition.values().stream().mapToLong(range -> range.end() - range.begin()).sum();
  }

  /** The begins as the options of Spark's Kafka source spell them. */
  String beginsAsJson() {
    return byPartition.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue().begin())
        .collect(Collectors.joining(",", "{\"" + topic + "\":{", "}}"));
  }

  /** The ends as the options of Spark's Kafka source spell them. */
  String endsAsJson() {
    return byPartition.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue().end())
        .collect(Collectors.joining(",", "{\"" + topic + "\":{", "}}"));
  }

  /** Whether a row of the master dataset lies before the end of its partition. */
  Column beforeEnd() {
    Column any = lit(false);
    for (Map.Entry<Integer, Range> entry : byPartition.entrySet()) {
      any = any.or(inPartition(entry.getKey(), lit(0L), entry.getValue()));
    }
    return col(Readings.SOURCE_TOPIC).equalTo(topic).and(any);
  }

  /** Whether a row of the master dataset comes from a message that Kafka still holds. */
  Column held() {
    Column any = lit(false);
    for (Map.Entry<Integer, Range> entry : byPartition.entrySet()) {
      any = any.or(inPartition(entry.getKey(), lit(entry.getValue().begin()), entry.getValue()));
    }
    return col(Readings.SOURCE_TOPIC).equalTo(topic).and(any);
  }

  private static Column inPartition(int partition, Column begin, Range range) {
    return col(Readings.SOURCE_PARTITION)
        .equalTo(partition)
        .and(col(Readings.SOURCE_OFFSET).geq(begin))
        .and(col(Readings.SOURCE_OFFSET).lt(range.end()));
  }
}
