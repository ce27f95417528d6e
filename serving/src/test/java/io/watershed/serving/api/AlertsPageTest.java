package io.watershed.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.AlertType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsPageTest {

  @Test
  void offersAllTypesInOrder() throws IOException {
    String select =
        resource("/web/pages/alerts.html").replaceFirst("(?s).*<select name=\"type\">", "");
    List<String> offered = new ArrayList<>();
    Pattern.compile("<option value=\"(\\w+)\">")
        .matcher(select.substring(0, select.indexOf("</select>")))
        .results()
        .forEach(option -> offered.add(option.group(1)));
    assertThat(offered).isEqualTo(AlertType.all().stream().map(AlertType::name).toList());
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = AlertsPageTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
