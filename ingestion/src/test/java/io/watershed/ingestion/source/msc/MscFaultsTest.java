package io.watershed.ingestion.source.msc;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.watershed.core.settings.Settings;
import io.watershed.ingestion.source.FakeProvider;
import io.watershed.ingestion.source.MemoryJournal;
import io.watershed.ingestion.source.MovableClock;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three pages, of which the second has a fault. Whatever it is, in the end every observation is
 * sent once.
 */
@Tag("slow")
class MscFaultsTest {

  private static final String PATH = "/collections/hydrometric-realtime/items";
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @RegisterExtension private static final WireMockExtension SERVER = FakeProvider.onLoopback();

  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private Source source;

  @BeforeEach
  void open() {
    Settings settings =
        Settings.of(
            Map.of(
                "sources.msc.url", "http://127.0.0.1:" + SERVER.getPort(),
                "sources.msc.collections", "hydrometric-realtime",
                "sources.msc.hydrometric-realtime.look-back", "1h",
                "sources.http.timeout", "1500ms",
                "sources.http.max-response-bytes", "50000",
                "sources.http.first-backoff", "5ms",
                "sources.http.longest-backoff", "20ms",
                "sources.http.retries", "2"));
    source =
        MscSource.definition(
                settings, ObservationCheck.from(settings, new MovableClock(NOW.toString())))
            .open(journal, figures);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("429", aResponse().withStatus(429)),
        Arguments.of(
            "429 with a pause", aResponse().withStatus(429).withHeader("Retry-After", "1")),
        Arguments.of("500", aResponse().withStatus(500).withBody("{}")),
        Arguments.of("a cut connection", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        Arguments.of("rubbish and the end", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        Arguments.of("half a body", ok(page(2, null, 9).substring(0, 700))),
        Arguments.of(
            "an error with 200", okJson("{\"code\":\"InvalidQuery\",\"description\":\"x\"}")),
        Arguments.of("an error page with 200", ok("<html><h1>Maintenance</h1></html>")),
        Arguments.of("nothing with 200", ok("")),
        Arguments.of("features that are none", okJson("{\"type\":\"FeatureCollection\"}")),
        Arguments.of("an empty page before the last", okJson(empty(true))),
        Arguments.of(
            "a body that drips", ok(page(2, null, 9)).withChunkedDribbleDelay(50, 15_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultThatPassesIsNotNoticed(String name, ResponseDefinitionBuilder fault) throws Exception {
    pages(fault, okJson(page(2, "/third", 9)));
    source.poll();

    assertThat(journal.sent()).containsExactlyElementsOf(all());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultThatStaysIsToldAndTheNextPollGoesOnWhereItWas(
      String name, ResponseDefinitionBuilder fault) throws Exception {
    pages(fault, fault);
    if (name.equals("a cut connection")) {
      assertThatThrownBy(source::poll).hasMessageContaining("cannot be read");
    } else {
      assertThatThrownBy(source::poll).isInstanceOf(SourceException.class);
    }
    assertThat(journal.sent()).containsExactlyElementsOf(all().subList(0, 3));

    pages(okJson(page(2, "/third", 9)), okJson(page(2, "/third", 9)));
    source.poll();
    assertThat(journal.sent()).containsExactlyElementsOf(all());
  }

  @Test
  void anEmptyLastPageIsNoticedByTheNumberOfFeatures() throws Exception {
    pages(okJson(empty(false)), okJson(empty(false)));
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("with 3 of 9 features");

    pages(okJson(page(2, "/third", 9)), okJson(page(2, "/third", 9)));
    source.poll();
    assertThat(journal.sent()).containsExactlyElementsOf(all());
  }

  @Test
  void aPageThatRepeatsEndsTheFetch() throws Exception {
    pages(okJson(page(1, "/third", 9)), okJson(page(1, "/third", 9)));
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("repeats an earlier page");
    assertThat(journal.sent()).containsExactlyElementsOf(all().subList(0, 3));

    pages(okJson(page(2, "/third", 9)), okJson(page(2, "/third", 9)));
    source.poll();
    assertThat(journal.sent()).containsExactlyElementsOf(all());
  }

  @Test
  void aPageThatIsItsOwnNextOneEndsTheFetch() {
    pages(okJson(page(2, "/second", 9)), okJson(page(2, "/second", 9)));
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is named as its own next page");
  }

  @Test
  void aNextPageOfAnotherServerIsNotAsked() {
    pages(
        okJson(page(2, "https://elsewhere.example/third", 9)),
        okJson(page(2, "https://elsewhere.example/third", 9)));
    assertThatThrownBy(source::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("names a page of another server");
    assertThat(journal.sent()).containsExactlyElementsOf(all().subList(0, 6));
  }

  @Test
  void aPageThatIsTooLargeIsToldAtOnce() {
    pages(ok("x".repeat(50_001)), ok("x".repeat(50_001)));
    assertThatThrownBy(source::poll).hasMessageContaining("has more than 50000 bytes");
    assertThat(figures.count("retries")).isZero();
  }

  /**
   * The first page, then the second as it is asked for the first time and later, then the third.
   */
  private static void pages(ResponseDefinitionBuilder first, ResponseDefinitionBuilder later) {
    SERVER.resetAll();
    SERVER.stubFor(
        get(urlPathEqualTo(PATH))
            .withQueryParam("at", absent())
            .willReturn(okJson(page(1, "/second", 9))));
    SERVER.stubFor(
        at("second")
            .inScenario("second")
            .whenScenarioStateIs("Started")
            .willReturn(first)
            .willSetStateTo("asked"));
    SERVER.stubFor(
        at("second").inScenario("second").whenScenarioStateIs("asked").willReturn(later));
    SERVER.stubFor(at("third").willReturn(okJson(page(3, null, 9))));
  }

  private static MappingBuilder at(String place) {
    return get(urlPathEqualTo(PATH)).withQueryParam("at", equalTo(place));
  }

  /** Three stations of a page; the next page is a place on this server, or an address. */
  private static String page(int number, String next, int matched) {
    List<String> features = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      features.add(
          FakeGeoMet.feature("S" + number + index, NOW.minusSeconds(600).toString(), number));
    }
    return collection(String.join(",", features), next, matched);
  }

  private static String empty(boolean withNext) {
    return collection("", withNext ? "/third" : null, 9);
  }

  private static String collection(String features, String next, int matched) {
    String address =
        next == null || !next.startsWith("/") ? next : PATH + "?at=" + next.substring(1);
    return "{\"type\":\"FeatureCollection\",\"features\":["
        + features
        + "],\"numberMatched\":"
        + matched
        + ",\"links\":["
        + (next == null ? "" : "{\"rel\":\"next\",\"href\":\"" + address + "\"}")
        + "]}";
  }

  private static List<String> all() {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      for (int index = 0; index < 3; index++) {
        all.add("S" + number + index + " " + NOW.minusSeconds(600));
      }
    }
    return all;
  }
}
