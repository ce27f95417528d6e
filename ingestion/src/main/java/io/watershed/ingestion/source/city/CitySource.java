package io.watershed.ingestion.source.city;

import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.settings.Settings;
import io.watershed.ingestion.source.CollectionLog;
import io.watershed.ingestion.source.DeadLetter;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.PostponedException;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceDefinition;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.http.HttpFetcher;
import io.watershed.ingestion.source.http.HttpLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The present weather of a list of cities; each city is a station, and a commit of its own. */
public final class CitySource implements Source {

  private final CityProvider provider;
  private final CitySettings settings;
  private final HttpFetcher fetcher;
  private final CollectionLog log;

  private CitySource(
      CityProvider provider, CitySettings settings, HttpFetcher fetcher, CollectionLog log) {
    this.provider = provider;
    this.settings = settings;
    this.fetcher = fetcher;
    this.log = log;
  }

  /** WeatherAPI.com as the settings {@code sources.weatherapi} describe it. */
  public static SourceDefinition weatherApi(Settings settings, ObservationCheck check) {
    return definition(settings, check, new WeatherApi());
  }

  /** OpenWeather as the settings {@code sources.openweather} describe it. */
  public static SourceDefinition openWeather(Settings settings, ObservationCheck check) {
    return definition(settings, check, new OpenWeather());
  }

  private static SourceDefinition definition(
      Settings settings, ObservationCheck check, CityProvider provider) {
    CitySettings own = CitySettings.from(settings, provider);
    HttpLimits limits = HttpLimits.from(settings);
    return new SourceDefinition(
        provider.name(),
        (journal, figures) -> {
          CollectionLog log =
              CollectionLog.open(
                  journal, provider.name(), "current", own.overlap(), check, figures);
          return new CitySource(
              provider, own, new HttpFetcher(limits, check.clock(), figures), log);
        });
  }

  @Override
  public Duration interval() {
    return settings.every();
  }

  /** Asks for each city; one that fails does not keep the others waiting. */
  @Override
  public void poll() throws SourceException, InterruptedException {
    SourceException first = null;
    for (City city : settings.cities()) {
      try {
        take(city);
      } catch (PostponedException postponed) {
        throw postponed;
      } catch (SourceException failed) {
        if (first == null) {
          first = failed;
        }
      }
    }
    if (log.newestMillis() > 0) {
      log.commitFetch(log.newestMillis());
    }
    if (first != null) {
      throw first;
    }
  }

  private void take(City city) throws SourceException, InterruptedException {
    String body =
        fetcher.get(
            provider.address(settings.url(), city, settings.key()),
            bytes -> {
              // A provider that repeats the key must not carry it into a topic.
              String text = settings.key().mask(new String(bytes, StandardCharsets.UTF_8));
              provider.check(text);
              return text;
            });
    log.take(decode(city, body));
    log.commitPage();
  }

  private Decoded decode(City city, String body) {
    try {
      return provider.decode(city, body);
    } catch (MessageRejectedException rejected) {
      return new Decoded.Bad(
          new DeadLetter(
              provider.name(),
              city.stationId(provider.name()),
              body,
              rejected.reason(),
              rejected.getMessage()));
    }
  }
}
