package io.watershed.batch.transform;

import io.watershed.spark.RowLayout.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Rows sorted by device to the rows that each device gives, one device in memory at a time.
 *
 * @param <D> what gathers the rows of a device
 */
final class DeviceIterator<D> implements Iterator<Row> {

  private final Iterator<Row> input;
  private final Place<String> deviceId;
  private final Function<String, D> begin;
  private final BiConsumer<D, Row> add;
  private final Function<D, Iterable<Row>> computation;
  private final Deque<Iterator<Row>> output = new ArrayDeque<>(1);
  private Row pending;

  /**
   * An iterator.
   *
   * @param input the rows
   * @param deviceId where they have the device's id
   * @param begin makes the gatherer of a device
   * @param add adds a row to it
   * @param computation gives a gathered device's rows
   */
  DeviceIterator(
      Iterator<Row> input,
      Place<String> deviceId,
      Function<String, D> begin,
      BiConsumer<D, Row> add,
      Function<D, Iterable<Row>> computation) {
    this.input = input;
    this.deviceId = deviceId;
    this.begin = begin;
    this.add = add;
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
      output.add(computation.apply(nextDevice()).iterator());
    }
  }

  private D nextDevice() {
    Row first = pending == null ? input.next() : pending;
    pending = null;
    String id = deviceId.get(first);
    D device = begin.apply(id);
    add.accept(device, first);
    while (input.hasNext()) {
      Row row = input.next();
      if (!deviceId.get(row).equals(id)) {
        pending = row;
        break;
      }
      add.accept(device, row);
    }
    return device;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return output.peek().next();
  }
}
