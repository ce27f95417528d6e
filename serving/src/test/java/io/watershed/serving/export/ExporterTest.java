package io.watershed.serving.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExporterTest {

  @Test
  void readsSmallPartitionsTogetherAndMoreOfThemEachTime() {
    assertThat(Exporter.nextBatch(1, 1, 200)).isEqualTo(2);
    assertThat(Exporter.nextBatch(64, 127, 25_400)).isEqualTo(128);
    assertThat(Exporter.nextBatch(256, 511, 102_200)).isEqualTo(300);
  }

  @Test
  void readsLargePartitionsOneByOne() {
    assertThat(Exporter.nextBatch(1, 1, 50_000)).isEqualTo(1);
    assertThat(Exporter.nextBatch(1, 3, 30_000_000)).isEqualTo(1);
  }

  @Test
  void readsOnAfterEmptyPartitions() {
    assertThat(Exporter.nextBatch(2, 3, 0)).isEqualTo(4);
  }
}
