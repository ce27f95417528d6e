package io.watershed.cluster.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the servers' configuration in the forms they read. */
final class ConfigurationFiles {
  private ConfigurationFiles() {}

  /** A Hadoop configuration file. */
  static void writeHadoop(Path file, Map<String, String> properties) throws IOException {
    String body =
        new TreeMap<>(properties)
            .entrySet().stream()
                .map(
                    entry ->
                        "  <property><name>"
                            + escape(entry.getKey())
                            + "</name><value>"
                            + escape(entry.getValue())
                            + "</value></property>\n")
                .collect(Collectors.joining());
    write(file, "<?xml version=\"1.0\"?>\n<configuration>\n" + body + "</configuration>\n");
  }

  /** A Java properties file. */
  static void writeProperties(Path file, Map<String, String> properties) throws IOException {
    String body =
        new TreeMap<>(properties)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    write(file, body);
  }

  /** A file that comes with this package, copied as it is. */
  static void copy(String resource, Path file) throws IOException {
    try (InputStream in = ConfigurationFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("resource " + resource + " is missing");
      }
      write(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
