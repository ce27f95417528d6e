package io.watershed.speed.station;

import io.watershed.core.alert.Episode;
import io.watershed.core.station.Station;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.IndexNames;
import io.watershed.speed.sink.KafkaTeller;
import java.io.IOException;

/** Alerts about stations: one document in Elasticsearch, the same told to Kafka. */
final class StationAlertWriter {

  private final BulkIndexer indexer;
  private final KafkaTeller teller;
  private final long nowMillis;

  StationAlertWriter(BulkIndexer indexer, KafkaTeller teller, long nowMillis) {
    this.indexer = indexer;
    this.teller = teller;
    this.nowMillis = nowMillis;
  }

  void write(Station station, Episode episode) throws IOException, InterruptedException {
    JsonLines json =
        indexer
            .bulk()
            .begin(
                IndexNames.alerts(episode.startMillis()),
                episode.type().name(),
                station.id(),
                episode.startMillis());
    int start = json.size();
    StationDocuments.alert(json, station, episode, nowMillis);
    teller.alert(station.id(), json.copy(start, json.size()));
    indexer.added();
  }
}
