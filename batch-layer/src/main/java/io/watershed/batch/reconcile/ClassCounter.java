package io.watershed.batch.reconcile;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.window.Watermark;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Counts rows of the master dataset by what becomes of them.
 *
 * <p>In: {@link #INPUT}, all rows of a series in one task, sorted by its first three columns. Out:
 * {@link #OUTPUT}.
 *
 * @param latenessMillis the speed layer's {@link Watermark}, milliseconds
 * @param begins the oldest offset that Kafka still holds, by partition
 * @param batchEnds the offset after the last that the batch layer has read, by partition
 */
record ClassCounter(long latenessMillis, Map<Integer, Long> begins, Map<Integer, Long> batchEnds)
    implements MapPartitionsFunction<Row, Row> {

  private static final Table.Builder ROWS_OF = Table.named("classified_rows");

  static final Column<String> SERIES = ROWS_OF.text("series", "identity of a value");
  static final Column<Long> EVENT_MILLIS = ROWS_OF.count("event_millis", "instant of the event");
  static final Column<Long> ARRIVAL_MILLIS = ROWS_OF.count("arrival_millis", "arrival");
  static final Column<Integer> ELEMENTS =
      ROWS_OF.integer("elements", "", "a bit for each element that it has a value of");
  static final Column<Boolean> UNKNOWN_DEVICE =
      ROWS_OF.truth("unknown_device", "whether no list names the device");
  static final Column<Long> HOUR_MILLIS = ROWS_OF.count("hour_millis", "hour of arrival");
  static final Column<String> CLASS = ROWS_OF.text("class", "what becomes of them");
  static final Column<Boolean> IN_BATCH_VIEW =
      ROWS_OF.truth("in_batch_view", "whether the last batch run has read them");
  static final Column<Boolean> HELD = ROWS_OF.truth("held", "whether Kafka still holds them");
  static final Column<Long> NUMBER = ROWS_OF.count("number", "how many");

  /** What it takes. */
  static final RowLayout INPUT =
      RowLayout.of(
          List.of(
              SERIES,
              Readings.SOURCE_PARTITION,
              Readings.SOURCE_OFFSET,
              EVENT_MILLIS,
              ARRIVAL_MILLIS,
              ELEMENTS,
              UNKNOWN_DEVICE));

  /** What it gives. */
  static final RowLayout OUTPUT =
      RowLayout.of(List.of(HOUR_MILLIS, CLASS, IN_BATCH_VIEW, UNKNOWN_DEVICE, HELD, NUMBER));

  private static final Place<String> SERIES_OF = INPUT.place(SERIES);
  private static final Place<Integer> PARTITION_OF = INPUT.place(Readings.SOURCE_PARTITION);
  private static final Place<Long> OFFSET_OF = INPUT.place(Readings.SOURCE_OFFSET);
  private static final Place<Long> EVENT_OF = INPUT.place(EVENT_MILLIS);
  private static final Place<Long> ARRIVAL_OF = INPUT.place(ARRIVAL_MILLIS);
  private static final Place<Integer> ELEMENTS_OF = INPUT.place(ELEMENTS);
  private static final Place<Boolean> UNKNOWN_OF = INPUT.place(UNKNOWN_DEVICE);

  private record Key(
      long hourMillis,
      MessageClass kind,
      boolean inBatchView,
      boolean unknownDevice,
      boolean held) {}

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Map<Key, long[]> numbers = new HashMap<>();
    String series = null;
    MessageClassifier classifier = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!SERIES_OF.get(row).equals(series)) {
        series = SERIES_OF.get(row);
        classifier = new MessageClassifier(latenessMillis);
      }
      int partition = PARTITION_OF.get(row);
      long offset = OFFSET_OF.get(row);
      Key key =
          new Key(
              Math.floorDiv(ARRIVAL_OF.get(row), TimeUnit.HOURS.toMillis(1))
                  * TimeUnit.HOURS.toMillis(1),
              classifier.take(partition, offset, EVENT_OF.get(row), ELEMENTS_OF.get(row)),
              offset < batchEnds.getOrDefault(partition, 0L),
              UNKNOWN_OF.get(row),
              offset >= begins.get(partition));
      numbers.computeIfAbsent(key, first -> new long[1])[0]++;
    }
    List<Row> counted = new ArrayList<>(numbers.size());
    numbers.forEach(
        (key, number) ->
            counted.add(
                OUTPUT
                    .values()
                    .set(HOUR_MILLIS, key.hourMillis())
                    .set(CLASS, key.kind().name())
                    .set(IN_BATCH_VIEW, key.inBatchView())
                    .set(UNKNOWN_DEVICE, key.unknownDevice())
                    .set(HELD, key.held())
                    .set(NUMBER, number[0])
                    .row()));
    return counted.iterator();
  }
}
