package io.watershed.ingestion.source.msc;

import io.watershed.core.settings.SettingsRecord;
import io.watershed.ingestion.source.msc.MscSettings.CollectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MscSettingsTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            MscSettings::from,
            new MscSettings(
                "https://api.weather.gc.ca",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(3),
                200,
                50,
                20,
                List.of(
                    of(MscCollection.SWOB_REALTIME, Duration.ofHours(6), 500),
                    of(MscCollection.HYDROMETRIC_REALTIME, Duration.ofHours(24), 5000),
                    of(MscCollection.CLIMATE_HOURLY, Duration.ofDays(4), 2000))))
        .explicit(
            Map.of(
                "sources.msc.url", "http://127.0.0.1:8080//",
                "sources.msc.every", "1s",
                "sources.msc.overlap", "0s",
                "sources.msc.window", "1 hour",
                "sources.msc.max-pages", "3",
                "sources.msc.min-quality", "-100",
                "sources.msc.station-queries", "0",
                "sources.msc.collections", "climate-hourly"),
            new MscSettings(
                "http://127.0.0.1:8080",
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofHours(1),
                3,
                -100,
                0,
                List.of(of(MscCollection.CLIMATE_HOURLY, Duration.ofDays(4), 2000))))
        .rejects("sources.msc.url", "")
        .rejects("sources.msc.every", "99 ms")
        .rejects("sources.msc.overlap", "25 hours")
        .rejects("sources.msc.window", "59s")
        .rejects("sources.msc.max-pages", "0")
        .rejects("sources.msc.min-quality", "101")
        .rejects("sources.msc.station-queries", "-1")
        .rejects("sources.msc.collections", "swob");
  }

  @Test
  void everyValueOfACollection() {
    for (MscCollection collection : MscCollection.values()) {
      String key = "sources.msc." + collection.id();
      Map<String, String> alone = Map.of("sources.msc.collections", collection.id());
      SettingsRecord.withDefaults(
              settings -> Values.of(MscSettings.from(settings)), alone, usual(collection))
          .explicit(
              Map.of(
                  key + ".look-back", "1 hour",
                  key + ".page-size", "7",
                  key + ".parameters.province", "BC"),
              new Values(Duration.ofHours(1), 7, Map.of("province", "BC")))
          .rejects(key + ".look-back", "32 days")
          .rejects(key + ".page-size", "10001");
    }
  }

  private static Values usual(MscCollection collection) {
    return switch (collection) {
      case SWOB_REALTIME -> new Values(Duration.ofHours(6), 500, Map.of());
      case HYDROMETRIC_REALTIME -> new Values(Duration.ofHours(24), 5000, Map.of());
      case CLIMATE_HOURLY -> new Values(Duration.ofDays(4), 2000, Map.of());
    };
  }

  private static CollectionSettings of(MscCollection collection, Duration lookBack, int pageSize) {
    return new CollectionSettings(collection, lookBack, pageSize, Map.of());
  }

  /** What the settings say of the only collection. */
  private record Values(Duration lookBack, int pageSize, Map<String, String> parameters) {

    static Values of(MscSettings settings) {
      CollectionSettings only = settings.collections().get(0);
      return new Values(only.lookBack(), only.pageSize(), only.parameters());
    }
  }
}
