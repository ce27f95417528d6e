package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaOffsetsTest {

  @TempDir Path checkpoint;

  @Test
  void readsOffsetsByTopicAndPartition() {
    assertThat(KafkaOffsets.parse("{\"meter-readings\":{\"0\":12,\"1\":7}}"))
        .isEqualTo(Map.of("meter-readings-0", 12L, "meter-readings-1", 7L));
  }

  @Test
  void hasNoneBeforeTheFirstMicroBatch() throws IOException {
    assertThat(KafkaOffsets.parse(null)).isEmpty();
    assertThat(KafkaOffsets.committed(checkpoint.toUri().toString(), new Configuration()))
        .isEmpty();
  }

  @Test
  void takesTheLastCommittedMicroBatchAndNotOneThatHasOnlyBegun() throws IOException {
    write("offsets/9", "v1\n{}\n{\"t\":{\"0\":90}}");
    write("offsets/10", "v1\n{}\n{\"t\":{\"0\":100}}");
    write("offsets/11", "v1\n{}\n{\"t\":{\"0\":110}}");
    write("commits/9", "v1\n{}");
    write("commits/10", "v1\n{}");
    assertThat(KafkaOffsets.committed(checkpoint.toUri().toString(), new Configuration()))
        .isEqualTo(Map.of("t-0", 100L));
  }

  private void write(String name, String text) throws IOException {
    Path file = checkpoint.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
