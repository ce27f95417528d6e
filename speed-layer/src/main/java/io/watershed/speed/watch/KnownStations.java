package io.watershed.speed.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.index.StationLatestIndex;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import io.watershed.elasticsearch.Backoff;
import io.watershed.elasticsearch.BulkIndexer;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.ElasticsearchAddress;
import io.watershed.elasticsearch.Place;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Search;
import io.watershed.elasticsearch.SearchException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stations that {@link StationLatestIndex} tells of. */
public final class KnownStations {

  private static final int PAGE = 1_000;

  private KnownStations() {}

  /**
   * Every station with its newest observation; none where there is no index yet. Waits for as long
   * as Elasticsearch is away.
   */
  public static List<ObservedStation> in(ElasticsearchAddress address) throws InterruptedException {
    Search search = Search.forLayers(address);
    Backoff backoff = new Backoff();
    while (true) {
      try {
        List<ObservedStation> known = read(search);
        backoff.reset();
        return known;
      } catch (SearchException away) {
        backoff.await(
            "Elasticsearch at " + address + " " + BulkIndexer.whatHappened(away.getCause()));
      }
    }
  }

  private static List<ObservedStation> read(Search search) {
    List<ObservedStation> known = new ArrayList<>();
    search.refresh(StationLatestIndex.INDEX.name());
    String last = "";
    while (true) {
      List<Document> page = Queries.hits(search.search(page(last), StationLatestIndex.INDEX));
      for (Document document : page) {
        known.add(station(document));
        last = document.text(StationLatestIndex.STATION_ID);
      }
      if (page.size() < PAGE) {
        return known;
      }
    }
  }

  private static ObjectNode page(String after) {
    ObjectNode body = Queries.filtered(PAGE);
    Queries.sort(body, StationLatestIndex.STATION_ID, Queries.Order.ASCENDING);
    body.putArray("search_after").add(after);
    Queries.only(
        body,
        StationLatestIndex.STATION_ID,
        StationLatestIndex.KIND,
        StationLatestIndex.SOURCE,
        StationLatestIndex.NAME,
        StationLatestIndex.PROVINCE,
        StationLatestIndex.LOCATION,
        StationLatestIndex.OBSERVED_AT);
    return body;
  }

  private static ObservedStation station(Document document) {
    Optional<Place> place = Place.of(document.node(StationLatestIndex.LOCATION));
    Station station =
        new Station(
            document.text(StationLatestIndex.STATION_ID),
            Optional.ofNullable(document.text(StationLatestIndex.KIND))
                .flatMap(StationKind::ofWireName)
                .orElse(StationKind.WEATHER),
            document.text(StationLatestIndex.NAME),
            place.map(Place::latitude).orElse(null),
            place.map(Place::longitude).orElse(null),
            null,
            document.text(StationLatestIndex.PROVINCE),
            null,
            ZoneOffset.UTC,
            null,
            null);
    return new ObservedStation(
        new StationProfile(
            station, Optional.ofNullable(document.text(StationLatestIndex.SOURCE)).orElse("")),
        document.instant(StationLatestIndex.OBSERVED_AT).toEpochMilli(),
        StationState.UNKNOWN);
  }
}
