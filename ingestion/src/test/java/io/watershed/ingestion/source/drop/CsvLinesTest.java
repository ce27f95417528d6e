package io.watershed.ingestion.source.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

  @Test
  void linesAreVerbatimWithTheirNumbers() throws IOException {
    assertThat(lines("\uFEFF ID,x\r\n\r\na,\"b\nc\"\nd,\"e \"\"f\"\", g\"\rh"))
        .containsExactly("1  ID,x", "3 a,\"b\nc\"", "5 d,\"e \"\"f\"\", g\"", "6 h");
  }

  @Test
  void aQuoteWithinATextIsNoQuote() throws IOException {
    assertThat(lines("5\" pipe,1\nnext,2\n")).containsExactly("1 5\" pipe,1", "2 next,2");
  }

  @Test
  void aQuoteThatNeverClosesIsTold() {
    assertThatThrownBy(() -> lines("a,b\nc,\"d\ne,f\n"))
        .hasMessage("the quote that opens in line 2 never closes");
  }

  @Test
  void aLineWithoutEndIsTold() {
    assertThatThrownBy(() -> lines("x".repeat(100_000)))
        .hasMessageContaining("line 1 has more than");
  }

  @Test
  void bytesThatAreNoTextAreTold() {
    assertThatThrownBy(() -> lines("a,b\nd,\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(CsvLines.BadLineException.class)
        .hasMessageContaining("not UTF-8");
  }

  private static List<String> lines(String text) throws IOException {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(byte[] bytes) throws IOException {
    List<String> found = new ArrayList<>();
    try (CsvLines lines = new CsvLines(new ByteArrayInputStream(bytes), ',')) {
      for (CsvLines.Line line = lines.nextOrNull(); line != null; line = lines.nextOrNull()) {
        found.add(line.number() + " " + line.text());
      }
    }
    return found;
  }
}
