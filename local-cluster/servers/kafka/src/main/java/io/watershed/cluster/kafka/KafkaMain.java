package io.watershed.cluster.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Formats the log folder if it was never used, then runs the broker. The one argument is the
 * broker's properties file, whose {@code log.dirs} names a single folder.
 */
public final class KafkaMain {
  private KafkaMain() {}

  /**
   * Runs the broker until it is told to stop.
   *
   * @param arguments the path of the properties file
   * @throws IOException if the properties file cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Path settings = Path.of(arguments[0]);
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(settings)) {
      properties.load(in);
    }
    Path formatted = Path.of(properties.getProperty("log.dirs"), "meta.properties");
    if (!Files.exists(formatted)) {
      String[] format = {
        "format",
        "--cluster-id",
        Uuid.randomUuid().toString(),
        "--config",
        settings.toString(),
        "--ignore-formatted"
      };
      int status = StorageTool.execute(format, System.out);
      if (status != 0) {
        throw new IOException("the log folder could not be formatted: status " + status);
      }
    }
    kafka.Kafka.main(new String[] {settings.toString()});
  }
}
