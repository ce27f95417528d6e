package io.watershed.ingestion.source.msc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.watershed.ingestion.source.Contents;
import io.watershed.ingestion.source.http.BadAnswerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a collection of OGC API Features.
 *
 * @param features each feature's text, verbatim; not necessarily an object
 * @param next where the next page is
 * @param matched how many features all pages have together, where the server tells
 * @param content what pages with the same features have in common
 */
record FeaturePage(
    List<String> features, Optional<String> next, OptionalLong matched, String content) {

  /** Values that are not finite are JSON to no one, but must not cost the other features. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  private static final int LONGEST_QUOTE = 200;

  /**
   * Reads a page.
   *
   * @throws BadAnswerException if the body is no collection of features, or only half of one
   */
  static FeaturePage parse(byte[] body) throws BadAnswerException {
    Reader reader = new Reader(body);
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadAnswerException("its body is no JSON object: " + quote(body));
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        reader.take(name, parser);
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new BadAnswerException("its body is no JSON object: " + quote(body));
      }
    } catch (IOException malformed) {
      throw new BadAnswerException("its body cannot be read as JSON: " + quote(body));
    }
    if (!"FeatureCollection".equals(reader.type) || reader.features == null) {
      throw new BadAnswerException("its body is no collection of features: " + quote(body));
    }
    if (reader.features.isEmpty() && reader.next != null) {
      throw new BadAnswerException("its page is empty and names a next one");
    }
    byte[] joined = String.join("\n", reader.features).getBytes(StandardCharsets.UTF_8);
    return new FeaturePage(
        List.copyOf(reader.features),
        Optional.ofNullable(reader.next),
        reader.matched,
        Contents.of(joined));
  }

  private static String quote(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, LONGEST_QUOTE), StandardCharsets.UTF_8);
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  /** Takes the fields of the page as they come. */
  private static final class Reader {
    private final byte[] body;
    private String type;
    private List<String> features;
    private String next;
    private OptionalLong matched = OptionalLong.empty();

    Reader(byte[] body) {
      this.body = body;
    }

    void take(String name, JsonParser parser) throws IOException {
      boolean isArray = parser.currentToken() == JsonToken.START_ARRAY;
      if (name.equals("type")) {
        type = parser.getText();
      } else if (name.equals("numberMatched")
          && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        matched = OptionalLong.of(parser.getLongValue());
      } else if (name.equals("features") && isArray) {
        features = features(parser);
      } else if (name.equals("links") && isArray) {
        takeLinks(parser);
      } else {
        parser.skipChildren();
      }
    }

    private List<String> features(JsonParser parser) throws IOException {
      List<String> texts = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        // A value that is no object may end after the place that the parser has reached.
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        if (start < 0 || end < start) {
          throw new IOException("not UTF-8");
        }
        texts.add(new String(body, start, end - start, StandardCharsets.UTF_8));
      }
      return texts;
    }

    private void takeLinks(JsonParser parser) throws IOException {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          parser.skipChildren();
          continue;
        }
        String rel = null;
        String href = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          if (name.equals("rel")) {
            rel = parser.getValueAsString();
          } else if (name.equals("href")) {
            href = parser.getValueAsString();
          }
          parser.skipChildren();
        }
        if ("next".equals(rel) && href != null) {
          next = href;
        }
      }
    }
  }
}
