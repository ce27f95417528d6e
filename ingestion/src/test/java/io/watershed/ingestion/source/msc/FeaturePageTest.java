package io.watershed.ingestion.source.msc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.ingestion.source.http.BadAnswerException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturePageTest {

  @Test
  void featuresAreTakenVerbatimWhereverTheyStand() throws Exception {
    String first = "{ \"a\" :  [1, {\"b\": \"é ] }\"}],\n \"c\": null }";
    FeaturePage page =
        parse(
            "\uFEFF{\"links\": [1, {\"href\": \"/n\", \"x\": {}, \"rel\": \"next\"}], \"features\":"
                + " [ "
                + first
                + " , 12.5 ,null, [ 1 ] , \"text\"], \"numberMatched\": 7, \"type\":"
                + " \"FeatureCollection\"}");

    assertThat(page.features()).containsExactly(first, "12.5", "null", "[ 1 ]", "\"text\"");
    assertThat(page.next()).contains("/n");
    assertThat(page.matched()).hasValue(7);
  }

  @Test
  void valuesThatAreNotFiniteDoNotCostThePage() throws Exception {
    FeaturePage page =
        parse("{\"type\":\"FeatureCollection\",\"features\":[{\"a\":NaN},{\"a\":-Infinity},{}]}");
    assertThat(page.features()).containsExactly("{\"a\":NaN}", "{\"a\":-Infinity}", "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "null",
        "{\"type\":\"FeatureCollection\"}",
        "{\"type\":\"FeatureCollection\",\"features\":{}}",
        "{\"features\":[]}",
        "{\"type\":\"FeatureCollection\",\"features\":[{}",
        "{\"code\":\"NotFound\",\"description\":\"Collection not found\"}",
        "{\"type\":\"FeatureCollection\",\"features\":[],\"links\":[{\"rel\":\"next\",\"href\":\"?\"}]}"
      })
  void whatIsNoPageIsABadAnswer(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(BadAnswerException.class);
  }

  private static FeaturePage parse(String body) throws BadAnswerException {
    return FeaturePage.parse(body.getBytes(StandardCharsets.UTF_8));
  }
}
