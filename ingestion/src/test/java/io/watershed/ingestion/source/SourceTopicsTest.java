package io.watershed.ingestion.source;

import io.watershed.core.settings.SettingsRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceTopicsTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            SourceTopics::from,
            new SourceTopics(
                "127.0.0.1:9092", "station-observations", "dead-letters", "source-state"))
        .explicit(
            Map.of(
                "kafka.bootstrap-servers", "one:1,two:2",
                "kafka.topics.station-observations", "observations",
                "kafka.topics.dead-letters", "letters",
                "sources.state-topic", "state"),
            new SourceTopics("one:1,two:2", "observations", "letters", "state"))
        .rejects("kafka.bootstrap-servers", "")
        .rejects("kafka.topics.station-observations", "")
        .rejects("kafka.topics.dead-letters", " ")
        .rejects("sources.state-topic", "");
  }
}
