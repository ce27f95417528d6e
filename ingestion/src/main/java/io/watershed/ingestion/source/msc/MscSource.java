package io.watershed.ingestion.source.msc;

import io.watershed.core.settings.Settings;
import io.watershed.ingestion.source.CollectionLog;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceDefinition;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.http.HttpFetcher;
import io.watershed.ingestion.source.http.HttpLimits;
import java.time.Duration;
import java.util.List;

/**
 * MSC GeoMet, the weather service of Canada's open data (OGC API Features at {@code
 * api.weather.gc.ca}): weather stations, river gauges and the climate archive's hours.
 */
public final class MscSource implements Source {

  private static final String NAME = "msc";

  private final Duration every;
  private final List<CollectionFetch> collections;

  private MscSource(Duration every, List<CollectionFetch> collections) {
    this.every = every;
    this.collections = collections;
  }

  /**
   * The source as the settings {@code sources.msc} describe it.
   *
   * @throws io.watershed.core.settings.SettingsException if a setting is not allowed
   */
  public static SourceDefinition definition(Settings settings, ObservationCheck check) {
    MscSettings own = MscSettings.from(settings);
    HttpLimits limits = HttpLimits.from(settings);
    return new SourceDefinition(
        NAME,
        (journal, figures) -> {
          HttpFetcher fetcher = new HttpFetcher(limits, check.clock(), figures);
          PageWalk pages = new PageWalk(fetcher, own.mostPages());
          return new MscSource(
              own.every(),
              own.collections().stream()
                  .map(
                      one ->
                          new CollectionFetch(
                              own,
                              one,
                              CollectionLog.open(
                                  journal,
                                  NAME,
                                  one.collection().id(),
                                  own.overlap(),
                                  check,
                                  figures),
                              pages,
                              check.clock(),
                              figures))
                  .toList());
        });
  }

  @Override
  public Duration interval() {
    return every;
  }

  /** Takes each collection; one that fails does not keep the others waiting. */
  @Override
  public void poll() throws SourceException, InterruptedException {
    SourceException first = null;
    for (CollectionFetch collection : collections) {
      try {
        collection.run();
      } catch (SourceException failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
