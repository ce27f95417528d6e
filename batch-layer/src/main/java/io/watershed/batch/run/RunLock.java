package io.watershed.batch.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one run at a time touch the views: across processes by a lock on a file, which the system
 * gives back when a process dies, and within this process by a plain lock.
 */
final class RunLock implements AutoCloseable {

  private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits until no other run is on.
   *
   * @param whenWaiting is told once when another run is on
   */
  static RunLock acquire(Path file, Runnable whenWaiting) throws IOException {
    boolean told = false;
    if (!WITHIN_PROCESS.tryLock()) {
      whenWaiting.run();
      told = true;
      WITHIN_PROCESS.lock();
    }
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new RunLock(channel, lock(channel, told ? () -> {} : whenWaiting));
    } catch (IOException | OverlappingFileLockException problem) {
      WITHIN_PROCESS.unlock();
      throw problem;
    }
  }

  private static FileLock lock(FileChannel channel, Runnable whenWaiting) throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    whenWaiting.run();
    return channel.lock();
  }

  @Override
  public void close() throws IOException {
    try {
      lock.release();
      channel.close();
    } finally {
      WITHIN_PROCESS.unlock();
    }
  }
}
