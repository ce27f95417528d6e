package io.watershed.simulator;

import io.watershed.simulator.message.MessageSink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Keeps what was sent. */
public final class SentMessages implements MessageSink {

  /** One message as it was sent. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sent(String key, byte[] value) {

    /** The message as text. */
    public String text() {
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
  }

  private final List<Sent> messages = new ArrayList<>();

  @Override
  public void send(byte[] key, byte[] value) {
    messages.add(new Sent(new String(key, StandardCharsets.UTF_8), value));
  }

  /** All messages in their order. */
  public List<Sent> all() {
    return messages;
  }

  /** A digest of all keys and values in their order. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Sent message : messages) {
        digest.update(message.key().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        if (message.value() != null) {
          digest.update(message.value());
        }
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
