package io.watershed.serving.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the files of a folder hold, in the form in which Kibana exports and imports: one JSON object
 * a line.
 *
 * @param objects what is there
 * @param ndjson all lines, each with its end
 */
record SavedObjects(List<SavedObject> objects, byte[] ndjson) {
  private static final ObjectMapper JSON =
      Json.MAPPER.copy().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads every {@code .ndjson} file in the folder and below it, in the order of their names.
   *
   * @throws KibanaException if there is none, or one cannot be read; it names file and line
   */
  static SavedObjects in(Path folder) {
    List<SavedObject> objects = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    for (Path file : files(folder)) {
      int number = 0;
      for (String line : lines(file)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String place = file + " line " + number;
        JsonNode json = json(line, place);
        if (json.has("exportedCount")) {
          // Kibana ends an export with a line about it, which is no object.
          continue;
        }
        SavedObject object = SavedObject.of(json);
        if (object.type().isBlank() || object.id().isBlank()) {
          throw new KibanaException(place + ": a saved object has a type and an id");
        }
        if (!seen.add(object.type() + "/" + object.id())) {
          throw new KibanaException(
              place + ": " + object.type() + " " + object.id() + " is there twice");
        }
        objects.add(object);
        lines.append(line).append('\n');
      }
    }
    return new SavedObjects(
        List.copyOf(objects), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files =
          all.filter(file -> file.toString().endsWith(".ndjson"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new KibanaException("there is no .ndjson file in " + folder);
      }
      return files;
    } catch (IOException unreadable) {
      throw new KibanaException("the folder " + folder + " cannot be read", unreadable);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new KibanaException(file + " cannot be read as UTF-8 text", unreadable);
    }
  }

  private static JsonNode json(String line, String place) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException unreadable) {
      throw new KibanaException(
          place + " is not one JSON object: " + unreadable.getOriginalMessage(), unreadable);
    }
    throw new KibanaException(place + " is not one JSON object");
  }
}
