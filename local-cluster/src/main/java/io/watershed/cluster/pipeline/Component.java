package io.watershed.cluster.pipeline;

import java.util.OptionalLong;

/** A server or a layer, as the supervisor and the screen see it. */
public interface Component {
  /** The name of its log. */
  String name();

  /** What people call it. */
  String title();

  /** Where it is reached, or empty text. */
  String address();

  /** The id of its process while it runs. */
  OptionalLong pid();

  /** Whether its process runs. */
  boolean isAlive();

  /** Starts it; a server is ready when this returns. */
  void start();

  /** Stops it in an orderly way. */
  void stop();

  /** Ends it as a crash would; the supervisor starts it again. */
  void kill();

  /** Why it ended, out of its log. */
  String reason();

  /** Whether it ended in a way that starting it again would only repeat, such as a bad setting. */
  default boolean isHopeless() {
    return false;
  }

  /** Whether it ended because it was done. */
  default boolean isDone() {
    return false;
  }
}
