package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages keep to their content security policy, load nothing from elsewhere and trust no text.
 */
class WebFilesTest {

  private static final Path WEB = Path.of("src", "main", "resources", "web");

  private static final Pattern INLINE =
      Pattern.compile("(?i)<style|<script>|\\sstyle=|<[^>]+\\son[a-z]+=|javascript:");

  private static final Pattern MARKUP_OUT_OF_TEXT =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\(");

  /** The namespace of SVG is a name, not an address that is loaded. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z0-9-]+\\.[a-z]");

  @Test
  void nothingIsInlineOrLoadedFromElsewhere() throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      List<Path> sources = files.filter(Files::isRegularFile).toList();
      assertThat(sources).hasSizeGreaterThan(15);
      for (Path source : sources) {
        String text = Files.readString(source);
        assertThat(text).as(source.toString()).doesNotContainPattern(ELSEWHERE);
        if (source.toString().endsWith(".html")) {
          assertThat(text).as(source.toString()).doesNotContainPattern(INLINE);
        }
        if (source.toString().endsWith(".js")) {
          assertThat(text).as(source.toString()).doesNotContainPattern(MARKUP_OUT_OF_TEXT);
        }
      }
    }
  }
}
