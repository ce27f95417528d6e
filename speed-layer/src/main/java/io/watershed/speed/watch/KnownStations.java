package io.watershed.speed.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import io.watershed.elasticsearch.Backoff;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.ElasticsearchConnection;
import io.watershed.speed.sink.IndexNames;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** The stations that {@link IndexNames#STATION_LATEST} tells of. */
public final class KnownStations {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 1_000;
  private static final int NOT_FOUND = 404;

  private KnownStations() {}

  /**
   * Every station with its newest observation; none where there is no index yet. Waits for as long
   * as Elasticsearch is away.
   */
  public static List<ObservedStation> in(ElasticsearchAddress address) throws InterruptedException {
    RestClient client = ElasticsearchConnection.to(address);
    Backoff backoff = new Backoff();
    while (true) {
      try {
        List<ObservedStation> known = read(client);
        backoff.reset();
        return known;
      } catch (IOException away) {
        backoff.await("Elasticsearch at " + address + " " + BulkIndexer.whatHappened(away));
      }
    }
  }

  private static List<ObservedStation> read(RestClient client) throws IOException {
    List<ObservedStation> known = new ArrayList<>();
    try {
      client.performRequest(new Request("POST", "/" + IndexNames.STATION_LATEST + "/_refresh"));
      String last = "";
      while (true) {
        JsonNode hits = page(client, last).at("/hits/hits");
        for (JsonNode hit : hits) {
          JsonNode document = hit.path("_source");
          known.add(station(document));
          last = document.path("station_id").asText();
        }
        if (hits.size() < PAGE) {
          return known;
        }
      }
    } catch (ResponseException answered) {
      if (answered.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return known;
      }
      throw answered;
    }
  }

  private static JsonNode page(RestClient client, String after) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("size", PAGE);
    body.putArray("sort").add("station_id");
    body.putArray("search_after").add(after);
    body.putArray("_source")
        .add("station_id")
        .add("kind")
        .add("source")
        .add("name")
        .add("province")
        .add("location")
        .add("observed_at");
    Request request = new Request("POST", "/" + IndexNames.STATION_LATEST + "/_search");
    request.setJsonEntity(body.toString());
    return JSON.readTree(client.performRequest(request).getEntity().getContent());
  }

  private static ObservedStation station(JsonNode document) {
    Station station =
        new Station(
            document.path("station_id").asText(),
            StationKind.ofWireName(document.path("kind").asText()).orElse(StationKind.WEATHER),
            document.path("name").asText(null),
            number(document.at("/location/lat")),
            number(document.at("/location/lon")),
            null,
            document.path("province").asText(null),
            null,
            ZoneOffset.UTC,
            null,
            null);
    return new ObservedStation(
        new StationProfile(station, document.path("source").asText()),
        Instant.parse(document.path("observed_at").asText()).toEpochMilli(),
        StationState.UNKNOWN);
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? (Double) node.asDouble() : null;
  }
}
