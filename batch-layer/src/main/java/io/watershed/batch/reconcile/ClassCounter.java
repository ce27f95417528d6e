package io.watershed.batch.reconcile;

import io.watershed.core.window.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts rows of the master dataset by what becomes of them.
 *
 * <p>In: series, partition, offset, event and arrival milliseconds, elements, whether the device is
 * unknown; all rows of a series in one task, sorted by the first three. Out: {@link #COLUMNS}.
 *
 * @param latenessMillis the speed layer's {@link Watermark}, milliseconds
 * @param begins the oldest offset that Kafka still holds, by partition
 * @param batchEnds the offset after the last that the batch layer has read, by partition
 */
record ClassCounter(long latenessMillis, Map<Integer, Long> begins, Map<Integer, Long> batchEnds)
    implements MapPartitionsFunction<Row, Row> {

  static final StructType COLUMNS =
      new StructType()
          .add("hour_millis", DataTypes.LongType)
          .add("class", DataTypes.StringType)
          .add("in_batch_view", DataTypes.BooleanType)
          .add("unknown_device", DataTypes.BooleanType)
          .add("held", DataTypes.BooleanType)
          .add("number", DataTypes.LongType);

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
      if (!row.getString(0).equals(series)) {
        series = row.getString(0);
        classifier = new MessageClassifier(latenessMillis);
      }
      int partition = row.getInt(1);
      long offset = row.getLong(2);
      Key key =
          new Key(
              Math.floorDiv(row.getLong(4), TimeUnit.HOURS.toMillis(1))
                  * TimeUnit.HOURS.toMillis(1),
              classifier.take(partition, offset, row.getLong(3), row.getInt(5)),
              offset < batchEnds.getOrDefault(partition, 0L),
              row.getBoolean(6),
              offset >= begins.get(partition));
      numbers.computeIfAbsent(key, first -> new long[1])[0]++;
    }
    List<Row> counted = new ArrayList<>(numbers.size());
    numbers.forEach(
        (key, number) ->
            counted.add(
                RowFactory.create(
                    key.hourMillis(),
                    key.kind().name(),
                    key.inBatchView(),
                    key.unknownDevice(),
                    key.held(),
                    number[0])));
    return counted.iterator();
  }
}
