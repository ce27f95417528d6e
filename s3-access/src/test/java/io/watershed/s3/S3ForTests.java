package io.watershed.s3;

import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.S3Server;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;

/** A real S3 server and the settings that keep everything on it. */
final class S3ForTests implements AutoCloseable {

  private final S3Server server;

  S3ForTests(Path folder) {
    server = new S3Server(ProjectHome.ofThisProcess(), folder);
    server.start();
  }

  /** The address of a folder of the bucket. */
  String folder(String name) {
    return server.root() + "/" + name;
  }

  /** Settings whose files all lie below a folder of the bucket, with some replaced. */
  Settings settings(String folder, Map<String, String> more) {
    Map<String, String> overrides = new HashMap<>(server.overrides());
    overrides.put("hdfs.root", folder(folder));
    overrides.put("spark.master", "local[2]");
    overrides.put("spark.shuffle-partitions", "2");
    overrides.putAll(more);
    return Settings.of(overrides);
  }

  @Override
  public void close() throws IOException {
    // Hadoop keeps clients by the bucket's name, which the next server's bucket has too.
    FileSystem.closeAll();
    server.close();
  }
}
