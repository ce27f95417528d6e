package io.watershed.simulator.message;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one message a line, without keys; a message without a value is an empty line. */
public final class FileSink implements MessageSink, Closeable {

  private final OutputStream out;

  private FileSink(OutputStream out) {
    this.out = out;
  }

  /** A new file; an old one is replaced. */
  public static FileSink create(Path file) throws IOException {
    return new FileSink(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  @Override
  public void send(byte[] key, byte[] value) {
    try {
      if (value != null) {
        out.write(value);
      }
      out.write('\n');
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
