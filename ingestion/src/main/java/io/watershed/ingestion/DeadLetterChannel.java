package io.watershed.ingestion;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where dead letters are told to others, beside the table that keeps them. */
interface DeadLetterChannel {

  /**
   * Sends dead letters, at least once each.
   *
   * @param deadLetters rows with the columns of the dead letters table
   */
  void send(Dataset<Row> deadLetters);
}
