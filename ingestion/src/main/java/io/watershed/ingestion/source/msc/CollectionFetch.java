package io.watershed.ingestion.source.msc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.ingestion.source.CollectionLog;
import io.watershed.ingestion.source.DeadLetter;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import io.watershed.ingestion.source.http.HttpAddress;
import io.watershed.ingestion.source.http.Secret;
import io.watershed.ingestion.source.msc.MscSettings.CollectionSettings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is new of one collection. It asks from where the last fetch reached, less the overlap,
 * in windows short enough to be paged through. A station that was silent while others were not may
 * bring observations of that time; so when one is seen again, the time since its last observation
 * is asked for as well.
 */
final class CollectionFetch {

  private static final Logger LOG = LoggerFactory.getLogger(CollectionFetch.class);

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A window that ends nearer to the present than this may not be complete at the provider. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private static final long SHORTEST_WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final MscSettings settings;
  private final CollectionSettings own;
  private final CollectionLog log;
  private final PageWalk pages;
  private final Clock clock;
  private final SourceFigures figures;
  private long windowMillis;

  CollectionFetch(
      MscSettings settings,
      CollectionSettings own,
      CollectionLog log,
      PageWalk pages,
      Clock clock,
      SourceFigures figures) {
    this.settings = settings;
    this.own = own;
    this.log = log;
    this.pages = pages;
    this.clock = clock;
    this.figures = figures;
    this.windowMillis = settings.window().toMillis();
  }

  /** Takes what is new, up to the present. */
  void run() throws SourceException, InterruptedException {
    try {
      takeNew();
      windowMillis = Math.min(settings.window().toMillis(), windowMillis * 2);
    } catch (PageWalk.TooManyPagesException tooMany) {
      windowMillis = Math.max(SHORTEST_WINDOW_MILLIS, windowMillis / 2);
      throw tooMany;
    }
  }

  private void takeNew() throws SourceException, InterruptedException {
    long now = clock.millis();
    long earliest = now - own.lookBack().toMillis();
    long from = Math.max(log.markMillis() - settings.overlap().toMillis(), earliest);
    boolean shortened = windowMillis < settings.window().toMillis();
    long settled = now - (shortened ? 0 : SETTLED.toMillis());
    while (true) {
      boolean last = from + windowMillis > settled;
      long to = from + windowMillis;
      long features = walk(from, last ? Long.MAX_VALUE : to, Map.of());
      takeMissed(from, earliest);
      if (features > 0) {
        // An empty answer proves nothing; only one with features moves the mark.
        log.commitFetch(last ? log.newestMillis() : to);
      }
      if (last) {
        return;
      }
      from = to;
    }
  }

  /** Asks for what stations that were silent may have before the window. */
  private void takeMissed(long windowFrom, long earliest)
      throws SourceException, InterruptedException {
    Map<String, Long> lacking = log.lackingBefore(windowFrom);
    if (lacking.isEmpty()) {
      return;
    }
    figures.add("returnedStations", lacking.size());
    if (lacking.size() <= settings.stationQueries()) {
      for (Map.Entry<String, Long> station : lacking.entrySet()) {
        walkWindows(
            Math.max(station.getValue(), earliest),
            windowFrom,
            Map.ofEntries(own.collection().decoder().filter(station.getKey())));
      }
    } else {
      walkWindows(Math.max(Collections.min(lacking.values()), earliest), windowFrom, Map.of());
    }
  }

  private void walkWindows(long from, long to, Map<String, String> filter)
      throws SourceException, InterruptedException {
    for (long start = from; start < to; start += windowMillis) {
      walk(start, Math.min(start + windowMillis, to), filter);
    }
  }

  private long walk(long from, long to, Map<String, String> filter)
      throws SourceException, InterruptedException {
    return pages.walk(address(from, to, filter), this::take);
  }

  private HttpAddress address(long from, long to, Map<String, String> filter)
      throws SourceException {
    Map<String, String> parameters = new TreeMap<>(own.parameters());
    parameters.putAll(filter);
    parameters.put("f", "json");
    parameters.put(
        "datetime",
        instant(from - own.collection().behindUtc().toMillis())
            + "/"
            + (to == Long.MAX_VALUE ? ".." : instant(to + 999)));
    parameters.put("limit", Integer.toString(own.pageSize()));
    parameters.put("sortby", own.collection().timeField());
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return HttpAddress.of(
        settings.url() + "/collections/" + own.collection().id() + "/items" + query, Secret.none());
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void take(FeaturePage page) {
    figures.one("pages");
    figures.add("features", page.features().size());
    page.features().forEach(feature -> log.take(decode(feature)));
    log.commitPage();
  }

  private Decoded decode(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        return bad(body, DeadLetterReason.NOT_JSON, "a feature must be a JSON object");
      }
      return own.collection()
          .decoder()
          .decode(new FeatureDecoder.Feature(json, body, settings.minimumQuality()));
    } catch (JsonProcessingException malformed) {
      return bad(body, DeadLetterReason.NOT_JSON, "the feature is not JSON");
    } catch (MessageRejectedException rejected) {
      LOG.debug("{}: {}", own.collection().id(), rejected.getMessage());
      return bad(body, rejected.reason(), rejected.getMessage());
    }
  }

  private Decoded bad(String body, DeadLetterReason reason, String detail) {
    return new Decoded.Bad(new DeadLetter(own.collection().source(), null, body, reason, detail));
  }
}
