package io.watershed.batch.transform;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;

/**
 * Columns of rows on their way, which no table has: mostly times as numbers, since a task that goes
 * through millions of rows makes no object of each.
 */
final class Computed {

  private static final Table.Builder ROWS_OF = Table.named("computed_rows");

  static final Column<Long> EVENT_MICROS =
      ROWS_OF.count("event_micros", "instant of the event, microseconds since the epoch");
  static final Column<Long> EPOCH_MILLIS =
      ROWS_OF.count("epoch_millis", "instant of the event, milliseconds since the epoch");
  static final Column<Long> LOCAL_MICROS =
      ROWS_OF.count("local_micros", "the same on the device's clock, microseconds since 1970");
  static final Column<Long> ARRIVAL_MICROS =
      ROWS_OF.count("arrival_micros", "arrival of the message, microseconds since the epoch");
  static final Column<Integer> EPOCH_DAY =
      ROWS_OF.integer("epoch_day", "", "local day of the device, days since the epoch");

  private Computed() {}
}
