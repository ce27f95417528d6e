package io.watershed.ingestion.source.msc;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings {@code sources.msc}.
 *
 * @param url the service, without a slash at its end
 * @param every the pause between two polls
 * @param overlap how much later than a newer one of its station an observation may come
 * @param window the longest time that one request asks for
 * @param mostPages the most pages of one request
 * @param minimumQuality the smallest mark of a value that is sent, −1 to 100
 * @param stationQueries up to how many stations that were silent are asked for one by one
 * @param collections what is read
 */
record MscSettings(
    String url,
    Duration every,
    Duration overlap,
    Duration window,
    int mostPages,
    int minimumQuality,
    int stationQueries,
    List<CollectionSettings> collections) {

  /**
   * The settings of one collection.
   *
   * @param lookBack how far back the first fetch, or one after a long pause, begins
   * @param pageSize features of a page
   * @param parameters more parameters of each request, such as a province
   */
  record CollectionSettings(
      MscCollection collection, Duration lookBack, int pageSize, Map<String, String> parameters) {}

  static MscSettings from(Settings settings) {
    List<CollectionSettings> collections = new ArrayList<>();
    for (String id : settings.strings("sources.msc.collections")) {
      MscCollection collection =
          MscCollection.ofId(id)
              .orElseThrow(
                  () ->
                      new SettingsException(
                          "watershed.sources.msc.collections",
                          id,
                          "some of " + String.join(", ", MscCollection.ids())));
      String key = "sources.msc." + id;
      collections.add(
          new CollectionSettings(
              collection,
              settings.duration(key + ".look-back", Duration.ofMinutes(1), Duration.ofDays(31)),
              settings.integer(key + ".page-size", 1, 10_000),
              settings.texts(key + ".parameters")));
    }
    Duration overlap =
        settings.duration("sources.msc.overlap", Duration.ZERO, Duration.ofHours(24));
    return new MscSettings(
        settings.string("sources.msc.url").replaceAll("/+$", ""),
        settings.duration("sources.msc.every", Duration.ofMillis(100), Duration.ofHours(24)),
        overlap,
        settings.duration("sources.msc.window", Duration.ofMinutes(1), Duration.ofDays(31)),
        settings.integer("sources.msc.max-pages", 1, 100_000),
        settings.integer("sources.msc.min-quality", -100, 100),
        settings.integer("sources.msc.station-queries", 0, 10_000),
        List.copyOf(collections));
  }
}
