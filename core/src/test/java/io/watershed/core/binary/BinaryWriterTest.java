package io.watershed.core.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinaryWriterTest {

  @Test
  void whatIsWrittenIsReadInTheSameOrder() {
    BinaryWriter out = new BinaryWriter(1);
    long[] numbers = {0, 1, 127, 128, 16_383, 16_384, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    for (long number : numbers) {
      out.writeVarLong(number);
      out.writeLong(number);
    }
    out.writeDouble(-0.0);
    out.writeDouble(Double.NaN);
    out.writeText("Brisbane – 河");
    out.writeOptionalText(Optional.empty());
    out.writeOptionalText(Optional.of(""));
    out.writeByte(255);

    BinaryReader in = new BinaryReader(out.toByteArray());
    for (long number : numbers) {
      assertThat(in.readVarLong()).isEqualTo(number);
      assertThat(in.readLong()).isEqualTo(number);
    }
    assertThat(in.readDouble()).isEqualTo(-0.0);
    assertThat(in.readDouble()).isNaN();
    assertThat(in.readText()).isEqualTo("Brisbane – 河");
    assertThat(in.readOptionalText()).isEmpty();
    assertThat(in.readOptionalText()).contains("");
    assertThat(in.readByte()).isEqualTo(255);
    assertThat(in.atEnd()).isTrue();
  }

  @Test
  void smallNumbersTakeOneByte() {
    BinaryWriter out = new BinaryWriter(16);
    out.writeVarLong(127);
    assertThat(out.size()).isEqualTo(1);
  }

  @Test
  void readingPastTheEndIsAnError() {
    BinaryReader in = new BinaryReader(new byte[] {1});
    in.readByte();
    assertThatThrownBy(in::readByte).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void listsAndByteArraysAreReadBack() {
    BinaryWriter out = new BinaryWriter(4);
    out.writeList(List.of("a", "", "\u00fc"), (text, to) -> to.writeText(text));
    out.writeList(List.<String>of(), (text, to) -> to.writeText(text));
    out.writeByteArray(new byte[] {1, 0, -1});
    BinaryReader in = new BinaryReader(out.toByteArray());
    assertThat(in.readList(BinaryReader::readText)).containsExactly("a", "", "\u00fc");
    assertThat(in.readList(BinaryReader::readText)).isEmpty();
    assertThat(in.readByteArray()).containsExactly(1, 0, -1);
    assertThat(in.atEnd()).isTrue();
  }
}
