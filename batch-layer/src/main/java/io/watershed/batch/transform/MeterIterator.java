package io.watershed.batch.transform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Rows sorted by meter to the rows that each meter gives, one meter in memory at a time. */
final class MeterIterator implements Iterator<Row> {

  private final Iterator<Row> input;
  private final Function<StoredMeter, Iterable<Row>> computation;
  private final MasterRows decoder = new MasterRows();
  private final Deque<Iterator<Row>> output = new ArrayDeque<>(1);
  private Row pending;

  MeterIterator(Iterator<Row> input, Function<StoredMeter, Iterable<Row>> computation) {
    this.input = input;
    this.computation = computation;
  }

  @Override
  public boolean hasNext() {
    while (true) {
      if (!output.isEmpty()) {
        if (output.peek().hasNext()) {
          return true;
        }
        output.clear();
      }
      if (pending == null && !input.hasNext()) {
        return false;
      }
      output.add(computation.apply(nextMeter()).iterator());
    }
  }

  private StoredMeter nextMeter() {
    Row first = pending == null ? input.next() : pending;
    pending = null;
    StoredMeter meter = new StoredMeter(MasterRows.meterId(first));
    meter.add(decoder.reading(first));
    while (input.hasNext()) {
      Row row = input.next();
      if (!MasterRows.meterId(row).equals(meter.id())) {
        pending = row;
        break;
      }
      meter.add(decoder.reading(row));
    }
    return meter;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return output.peek().next();
  }
}
