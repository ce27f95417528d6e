package io.watershed.speed.sink;

import io.watershed.core.alert.Episode;
import io.watershed.core.binary.BinaryWriter;
import java.util.List;

/** What a micro-batch changed for one device, on its way from the state to the sink. */
public interface DeviceChange {

  /** How many windows changed. */
  int windowCount();

  /** The alert episodes that changed, as they are now. */
  List<Episode> episodes();

  /** Writes it for {@link ChangeDocuments#read} of its kind. */
  void write(BinaryWriter out);
}
