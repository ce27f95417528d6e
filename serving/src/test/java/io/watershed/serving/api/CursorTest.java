package io.watershed.serving.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  private static final String QUESTION = "/alerts{type=HIGH_FLOW}";

  @Test
  void whatWasWrittenIsRead() {
    ArrayNode after = Cursors.of("2022-07-13", "83001").add(17);
    assertThat(Cursor.read(Cursor.write(after, QUESTION), QUESTION)).isEqualTo(after);
  }

  @Test
  void aCursorOfAnotherQuestionIsRefused() {
    String cursor = Cursor.write(Cursors.of("83001"), "/devices{}");
    assertRefused(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "bm90IGpzb24", "bnVsbA", "W10", "e30", "MTc"})
  void whatIsNoCursorIsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"script\":\"x\"}]",
        "[[1]]",
        "[null]",
        "[true]",
        "[1.5]",
        "[1,2,3,4,5,6]",
        "\"text\"",
        "{}"
      })
  void aCursorWithOtherThanSortValuesIsRefused(String after) {
    String own = decoded(Cursor.write(Cursors.of("1"), QUESTION));
    String forged = own.replace("[\"1\"]", after);
    assertThat(forged).isNotEqualTo(own);
    assertRefused(encoded(forged));
  }

  @Test
  void aCursorThatIsTooLongIsRefused() {
    assertRefused(Cursor.write(Cursors.of("9".repeat(2_000)), QUESTION));
  }

  private static String decoded(String cursor) {
    return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String cursor) {
    assertThatThrownBy(() -> Cursor.read(cursor, QUESTION))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("The parameter cursor is")
        .hasMessageContaining("allowed is the \"next\" of an answer to the same question");
  }
}
