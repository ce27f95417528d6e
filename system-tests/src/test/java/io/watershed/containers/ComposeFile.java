package io.watershed.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.watershed.core.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml as its readers see it, anchors and merges resolved. */
final class ComposeFile {

  private final Path path;
  private final JsonNode root;

  private ComposeFile(Path path, JsonNode root) {
    this.path = path;
    this.root = root;
  }

  static ComposeFile read() throws IOException {
    Path path = Settings.home().resolve("docker-compose.yml");
    // Jackson alone does not know YAML's merges (<<).
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    Object tree = yaml.load(Files.readString(path));
    return new ComposeFile(path, new YAMLMapper().valueToTree(tree));
  }

  Path folder() {
    return path.getParent();
  }

  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new TreeMap<>();
    root.get("services").properties().forEach(each -> services.put(each.getKey(), each.getValue()));
    return services;
  }

  JsonNode volumes() {
    return root.get("volumes");
  }

  /** The image of a service, such as {@code apache/kafka:4.1.1}. */
  String image(String service) {
    return root.at("/services/" + service + "/image").asText();
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list != null) {
      list.forEach(each -> texts.add(each.asText()));
    }
    return texts;
  }
}
