package io.watershed.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.settings.SettingsRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElasticsearchAddressTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            ElasticsearchAddress::from,
            Map.of("elasticsearch.api-key", ""),
            new ElasticsearchAddress("http://127.0.0.1:9200", ""))
        .explicit(
            Map.of(
                "elasticsearch.url", "https://search.example:9243",
                "elasticsearch.api-key", "hidden"),
            new ElasticsearchAddress("https://search.example:9243", "hidden"))
        .rejects("elasticsearch.url", " ");
  }

  @Test
  void theKeyIsNotPrinted() {
    assertThat(new ElasticsearchAddress("https://search.example:9243", "hidden").toString())
        .isEqualTo("https://search.example:9243");
  }
}
