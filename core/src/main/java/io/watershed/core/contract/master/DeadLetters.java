package io.watershed.core.contract.master;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.Instant;

/**
 * Every message that is neither a reading nor an observation, verbatim, with the reason; a
 * partition is a day of arrival in UTC.
 */
public final class DeadLetters {

  private static final Table.Builder TABLE_OF = Table.named("dead_letters");

  public static final Column<String> SOURCE_TOPIC = TABLE_OF.add(Readings.SOURCE_TOPIC);
  public static final Column<Integer> SOURCE_PARTITION = TABLE_OF.add(Readings.SOURCE_PARTITION);
  public static final Column<Long> SOURCE_OFFSET = TABLE_OF.add(Readings.SOURCE_OFFSET);
  public static final Column<Instant> ARRIVAL_TIME = TABLE_OF.add(Readings.ARRIVAL_TIME);
  public static final Column<byte[]> MESSAGE_KEY =
      TABLE_OF.bytes("message_key", "key of the message, verbatim");
  public static final Column<byte[]> RAW = TABLE_OF.bytes("raw", "the message verbatim");
  public static final Column<String> REASON =
      TABLE_OF.text("reason", "why it is neither a reading nor an observation");
  public static final Column<String> DETAIL = TABLE_OF.text("detail", "the same in one sentence");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private DeadLetters() {}
}
