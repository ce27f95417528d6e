package io.watershed.ingestion;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Takes messages one after the other and gives the rows that one table gets from them. */
final class OutcomeRows implements Iterator<Row> {

  private final Iterator<Row> messages;
  private final Function<SourceMessage, Row> rowOrNull;
  private Row next;

  /**
   * Rows of one table.
   *
   * @param rowOrNull the table's row for a message, null when it gets none
   */
  OutcomeRows(Iterator<Row> messages, Function<SourceMessage, Row> rowOrNull) {
    this.messages = messages;
    this.rowOrNull = rowOrNull;
  }

  @Override
  public boolean hasNext() {
    while (next == null && messages.hasNext()) {
      next = rowOrNull.apply(SourceMessage.of(messages.next()));
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
