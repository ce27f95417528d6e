package io.watershed.speed.stream;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Raw messages of Kafka to packets, each with the id of its device. Input columns, in this order:
 * value (binary), partition (int), offset (long), arrival (long, milliseconds since the epoch).
 */
public final class MessagePacker<P extends PacketBuilder>
    implements MapPartitionsFunction<Row, Tuple2<String, byte[]>> {
  private static final long serialVersionUID = 1;

  private final Packing.Maker<P> kind;

  /** Packs the messages of a kind of device. */
  public MessagePacker(Packing.Maker<P> kind) {
    this.kind = kind;
  }

  @Override
  public Iterator<Tuple2<String, byte[]>> call(Iterator<Row> messages) {
    Packing<P> packing = kind.make();
    Packets<P> packets = new Packets<>(packing::open);
    while (messages.hasNext()) {
      Row message = messages.next();
      long arrivalMillis = message.getLong(3);
      if (packets.next(message.getInt(1), message.getLong(2), arrivalMillis)) {
        packing.nextPartition();
      }
      packing.take((byte[]) message.get(0), arrivalMillis, packets);
    }
    return packets.finish().iterator();
  }
}
