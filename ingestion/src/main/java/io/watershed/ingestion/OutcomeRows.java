package io.watershed.ingestion;

import io.watershed.core.quality.Intake;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;

/** Takes messages one after the other and gives the rows that one table gets from them. */
final class OutcomeRows implements Iterator<Row> {

  private final Iterator<Row> messages;
  private final Intake intake;
  private final BiFunction<SourceMessage, Intake.Outcome, Row> rowOrNull;
  private Row next;

  /**
   * Rows of one table.
   *
   * @param rowOrNull the table's row for a message, null when it gets none
   */
  OutcomeRows(
      Iterator<Row> messages,
      Intake intake,
      BiFunction<SourceMessage, Intake.Outcome, Row> rowOrNull) {
    this.messages = messages;
    this.intake = intake;
    this.rowOrNull = rowOrNull;
  }

  @Override
  public boolean hasNext() {
    while (next == null && messages.hasNext()) {
      SourceMessage message = SourceMessage.of(messages.next());
      next = rowOrNull.apply(message, intake.take(message.value(), message.arrivalMillis()));
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }
}
