package io.watershed.cluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElasticsearchArgumentsTest {
  @Test
  void endsWithSettingsThenConfigurationThenLogs() throws IOException {
    byte[] bytes =
        new ElasticsearchArguments(Map.of("a.b", "c"), Path.of("/conf"), Path.of("/logs"))
            .toBytes();

    String tail = "\u0001\u0003a.b\0\u0001c\u0005/conf\u0005/logs";
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).endsWith(tail);
  }

  @Test
  void longTextsHaveALengthOfTwoBytes() throws IOException {
    String folder = "/" + "x".repeat(199);

    byte[] bytes =
        new ElasticsearchArguments(Map.of(), Path.of("/conf"), Path.of(folder)).toBytes();

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).endsWith("\u00c8\u0001" + folder);
  }
}
