package io.watershed.ingestion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.unix_millis;

import io.watershed.core.quality.Intake;
import io.watershed.lake.MasterDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * From rows of Spark's Kafka source to rows of the master dataset. One outcome row per message: the
 * columns of a reading, of which only where the message came from is filled for a dead letter, then
 * the columns of a dead letter, which are empty for a reading.
 */
final class IngestionTransform {

  private static final String REASON = "reason";
  private static final String LETTER = "letter_";

  /** The dead letter columns that a reading does not have by the same name and type. */
  private static final List<String> LETTER_ONLY = List.of("message_key", "raw", REASON, "detail");

  static final StructType OUTCOME_COLUMNS = outcomeColumns();

  private IngestionTransform() {}

  /**
   * The outcomes of messages.
   *
   * @param messages columns key, value, topic, partition, offset and timestamp, as Kafka's source
   *     gives them; the timestamp is the arrival
   */
  static Dataset<Row> outcomes(Dataset<Row> messages, Broadcast<Intake> intake) {
    MapPartitionsFunction<Row, Row> take = rows -> new OutcomeRows(rows, intake.value());
    return messages
        .select(
            col("key"),
            col("value"),
            col("topic"),
            col("partition"),
            col("offset"),
            unix_millis(col("timestamp")))
        .mapPartitions(take, Encoders.row(OUTCOME_COLUMNS));
  }

  /** Whether an outcome is a dead letter. */
  static Column isDeadLetter() {
    return col(LETTER + REASON).isNotNull();
  }

  /** The readings among outcomes, with the columns of the readings table. */
  static Dataset<Row> readings(Dataset<Row> outcomes) {
    return outcomes
        .where(not(isDeadLetter()))
        .select(columns(MasterDataset.READING_COLUMNS.fieldNames()));
  }

  /** The dead letters among outcomes, with the columns of the dead letters table. */
  static Dataset<Row> deadLetters(Dataset<Row> outcomes) {
    Column[] columns =
        Arrays.stream(MasterDataset.DEAD_LETTER_COLUMNS.fieldNames())
            .map(name -> LETTER_ONLY.contains(name) ? col(LETTER + name).as(name) : col(name))
            .toArray(Column[]::new);
    return outcomes.where(isDeadLetter()).select(columns);
  }

  private static Column[] columns(String[] names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static StructType outcomeColumns() {
    List<StructField> fields = new ArrayList<>(List.of(MasterDataset.READING_COLUMNS.fields()));
    for (String name : LETTER_ONLY) {
      StructField field = MasterDataset.DEAD_LETTER_COLUMNS.apply(name);
      fields.add(DataTypes.createStructField(LETTER + name, field.dataType(), true));
    }
    return DataTypes.createStructType(fields);
  }
}
