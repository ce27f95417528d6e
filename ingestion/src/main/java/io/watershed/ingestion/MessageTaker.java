package io.watershed.ingestion;

import io.watershed.core.reading.DeadLetterReason;
import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** What a stream's messages mean: each is a row of the stream's table or a dead letter. */
interface MessageTaker extends Serializable {

  /** What became of one message. */
  sealed interface Outcome {

    /** The message is a row; it is made only when it is asked for. */
    record Accepted(Supplier<Row> row) implements Outcome {}

    /** The message is a dead letter; {@code detail} is one sentence. */
    record Rejected(DeadLetterReason reason, String detail) implements Outcome {}
  }

  /** Takes one message. */
  Outcome take(SourceMessage message);
}
