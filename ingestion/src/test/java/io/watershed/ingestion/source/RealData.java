package io.watershed.ingestion.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real bodies of providers, which are not part of the project. */
public final class RealData {

  private RealData() {}

  /**
   * A file or folder of the real data; the test is skipped, with the reason, where it is absent.
   */
  public static Path at(String path) {
    Path real =
        Settings.home()
            .resolve(System.getProperty("watershed.realData", "../shared/data"))
            .resolve(path);
    assumeTrue(Files.exists(real), "the real data is not at " + real);
    return real;
  }

  /** The files of a folder of the real data, by name. */
  public static List<Path> filesIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(at(folder))) {
      return files.sorted().toList();
    }
  }

  /** The bodies in the files of a folder of the real data, by the files' names. */
  public static List<String> bodiesIn(String folder) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (Path file : filesIn(folder)) {
      bodies.add(Files.readString(file).strip());
    }
    return bodies;
  }

  /** The answers of OpenWeather, by what they answer. */
  public static JsonNode openWeatherBodies() throws IOException {
    return new ObjectMapper().readTree(at("weather/openweathermap_responses.json").toFile());
  }
}
