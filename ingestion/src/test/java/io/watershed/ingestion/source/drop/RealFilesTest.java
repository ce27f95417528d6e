package io.watershed.ingestion.source.drop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.MemoryJournal;
import io.watershed.ingestion.source.MovableClock;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.RealData;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as their publishers really write them. */
@Tag("slow")
class RealFilesTest {

  @TempDir private Path folder;

  private final MovableClock clock = new MovableClock("2026-11-20T08:00:00Z");
  private final MemoryJournal journal = new MemoryJournal();

  @Test
  void aDayOfTheCanadianService() throws Exception {
    JsonNode report = take("river-levels/wateroffice/real_time_data_inline-dc2b41.csv", "done");

    assertThat(report.path("mapping").asText()).isEqualTo("wateroffice");
    assertThat(report.path("sent").asLong()).isEqualTo(report.path("rows").asLong()).isPositive();
    Observation first = journal.observations().get(0);
    assertThat(first.station().id()).isEqualTo("08MF005");
    assertThat(first.timestamp()).isEqualTo(Instant.parse("2025-10-22T00:00:00Z"));
    assertThat(first.values()).containsExactly(Map.entry(Element.WATER_LEVEL, 3.537));
  }

  @Test
  void anAnswerWithNothingButAHeader() throws Exception {
    JsonNode report = take("river-levels/wateroffice/real_time_data_inline-610297.csv", "done");
    assertThat(report.path("rows").asLong()).isZero();
  }

  @Test
  void meansOfDaysAreNoObservationsOfAnInstant() throws Exception {
    JsonNode report = take("river-levels/wateroffice/daily_data_inline-43c7c4.csv", "failed");
    assertThat(report.path("rejected").asLong()).isEqualTo(report.path("rows").asLong());
    assertThat(journal.commits()).isZero();
  }

  @Test
  void aMonthOfFrenchRivers() throws Exception {
    JsonNode report = take("river-levels/hubeau-occitanie-2020/train_data_tidy.csv.gz", "done");

    assertThat(report.path("mapping").asText()).isEqualTo("hubeau");
    assertThat(report.path("rows").asLong()).isGreaterThan(100_000);
    assertThat(report.path("sent").asLong() + report.path("withoutValues").asLong())
        .isEqualTo(report.path("rows").asLong());
    Observation first = journal.observations().get(0);
    assertThat(first.station().id()).isEqualTo("O143291001");
    assertThat(first.values()).containsExactly(Map.entry(Element.WATER_LEVEL, 0.6));
    assertThat(first.station().latitude()).isBetween(42.8, 43.0);
  }

  @Test
  void halfAYearOfWeatherWithAMappingOfItsOwn() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("weathercan_kamloops_hourly_2016H1.csv.mapping"),
        """
        source = weathercan
        kind = weather
        station-id { column = climate_id }
        # Local standard time, all the year round.
        time { columns = [date, hour], pattern = "yyyy-MM-dd H", zone = "UTC-08:00" }
        station {
          name { column = station_name }
          latitude { column = lat }
          longitude { column = lon }
          elevation { column = elev }
          province { column = prov }
          time-zone = "America/Vancouver"
        }
        values {
          air_temp { column = temp }
          dew_point { column = temp_dew }
          rel_hum { column = rel_hum }
          wind_speed { column = wind_spd, unit = "km/h" }
          wind_direction { column = wind_dir, unit = "10s deg" }
          stn_pres { column = pressure, unit = kPa }
          precip_1h { column = precip_amt }
        }
        """);
    JsonNode report = take("weather/weathercan_kamloops_hourly_2016H1.csv", "done");

    assertThat(report.path("rows").asLong()).isEqualTo(4_368);
    Observation first = journal.observations().get(0);
    assertThat(first.timestamp()).isEqualTo(Instant.parse("2016-01-01T08:00:00Z"));
    assertThat(first.values())
        .containsEntry(Element.AIR_TEMP, -9.1)
        .containsEntry(Element.STN_PRES, 999.5)
        .containsEntry(Element.WIND_DIRECTION, 130.0);
    assertThat(first.station().elevation()).isEqualTo(345.3);
  }

  private JsonNode take(String path, String end) throws Exception {
    Path real = RealData.at(path);
    String name = real.getFileName().toString();
    Settings settings = Settings.of(Map.of("sources.drop.directory", folder.toString()));
    Source source =
        DropSource.definition(settings, ObservationCheck.ofAnyAge(settings, clock))
            .open(journal, new SourceFigures());
    copy(real, folder.resolve(name));
    source.poll();
    clock.advance(Duration.ofMinutes(2));
    source.poll();
    return new ObjectMapper().readTree(folder.resolve(end).resolve(name + ".report.json").toFile());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.write(to, Files.readAllBytes(from));
  }
}
