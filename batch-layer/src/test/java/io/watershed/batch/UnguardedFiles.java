package io.watershed.batch;

import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files with the permissions that the system gives them. Hadoop sets those of each file and
 * folder by a process of its own, {@code chmod}, and there are thousands in the tests.
 */
public final class UnguardedFiles extends LocalFileSystem {

  /** Hadoop makes it by its name. */
  public UnguardedFiles() {
    super(
        new RawLocalFileSystem() {
          @Override
          public void setPermission(Path path, FsPermission permission) {}
        });
  }
}
