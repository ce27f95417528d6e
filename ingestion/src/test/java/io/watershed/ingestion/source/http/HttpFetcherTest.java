package io.watershed.ingestion.source.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.util.Throwables.getStackTrace;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.watershed.ingestion.source.FakeProvider;
import io.watershed.ingestion.source.PostponedException;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class HttpFetcherTest {

  private static final String KEY = "s3cret/key+1";
  private static final int MOST_BYTES = 20_000;

  @RegisterExtension private static final WireMockExtension SERVER = FakeProvider.onLoopback();

  private final SourceFigures figures = new SourceFigures();
  private HttpFetcher fetcher;

  @BeforeEach
  void open() {
    fetcher =
        new HttpFetcher(
            new HttpLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                MOST_BYTES,
                3,
                Duration.ofMillis(5),
                Duration.ofMillis(40),
                Duration.ofSeconds(5)),
            Clock.systemUTC(),
            figures);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 408})
  void aStatusThatMayPassIsAskedAgain(int status) throws Exception {
    answers(aResponse().withStatus(status), aResponse().withStatus(status), ok("fine"));

    assertThat(text()).isEqualTo("fine");
    assertThat(figures.count("requests")).isEqualTo(3);
    assertThat(figures.count("retries")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 301, 302})
  void aStatusThatWillNotPassEndsAtOnce(int status) {
    answers(aResponse().withStatus(status).withHeader("Location", "/elsewhere"));

    assertThatThrownBy(this::text)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("answered " + status);
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void thePauseThatTheServerNamesInSecondsIsKept() throws Exception {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "1"), ok("fine"));

    long start = System.nanoTime();
    assertThat(text()).isEqualTo("fine");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(ofMillis(1000), ofMillis(4000));
    assertThat(figures.count("waits")).isEqualTo(1);
  }

  @Test
  void thePauseThatTheServerNamesAsADateIsKept() throws Exception {
    ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2).withNano(0);
    answers(
        aResponse()
            .withStatus(503)
            .withHeader("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(date)),
        ok("fine"));

    assertThat(text()).isEqualTo("fine");
    assertThat(ZonedDateTime.now(ZoneOffset.UTC)).isAfterOrEqualTo(date);
  }

  @Test
  void aPauseThatIsTooLongIsLeftToTheNextPoll() {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

    assertThatThrownBy(this::text)
        .isInstanceOfSatisfying(
            PostponedException.class,
            postponed -> assertThat(postponed.pause()).isEqualTo(Duration.ofHours(1)));
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
  void aConnectionThatIsCutIsMadeAgain(Fault fault) throws Exception {
    answers(aResponse().withFault(fault), ok("fine"));
    assertThat(text()).isEqualTo("fine");
  }

  @Test
  void aBodyThatIsNotWhatWasAskedForIsAskedForAgain() throws Exception {
    answers(ok("<html>we are sorry</html>"), ok("fine"));
    assertThat(text()).isEqualTo("fine");
    assertThat(figures.count("badAnswers")).isEqualTo(1);
  }

  @Test
  void aBodyThatDripsIsGivenUp() {
    answers(ok("x".repeat(1000)).withChunkedDribbleDelay(100, 20_000));

    long start = System.nanoTime();
    assertThatThrownBy(this::text)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("did not answer in full within 2000 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ofMillis(18_000));
  }

  @Test
  void aBodyThatIsTooLargeIsNotReadToItsEnd() {
    answers(ok("x".repeat(MOST_BYTES + 1)));
    assertThatThrownBy(this::text)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has more than " + MOST_BYTES + " bytes");
    SERVER.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void aBodyOfTheLargestSizeIsRead() throws Exception {
    answers(ok("f" + "x".repeat(MOST_BYTES - 1)));
    assertThat(text()).hasSize(MOST_BYTES);
  }

  @Test
  void repetitionsEnd() {
    answers(aResponse().withStatus(500).withBody("out of order"));
    assertThatThrownBy(this::text)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("answered 500: out of order (after 3 repetitions)");
    SERVER.verify(4, getRequestedFor(anyUrl()));
  }

  @Test
  void noFaultShowsTheKey() throws Exception {
    String encoded = "s3cret%2Fkey%2B1";
    for (ResponseDefinitionBuilder answer :
        new ResponseDefinitionBuilder[] {
          aResponse().withStatus(500).withBody("key " + KEY + " is unknown"),
          aResponse().withStatus(403).withBody("?key=" + encoded),
          aResponse().withStatus(403).withBody("x".repeat(195) + KEY),
          aResponse().withStatus(429).withHeader("Retry-After", "9999"),
          aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
          ok("no weather for " + KEY),
          ok("x".repeat(MOST_BYTES + 1)),
        }) {
      answers(answer);
      assertThatThrownBy(this::text)
          .isInstanceOf(SourceException.class)
          .satisfies(
              problem -> {
                assertThat(getStackTrace(problem)).doesNotContain(KEY, encoded, "s3cret");
                assertThat(problem).hasMessageContaining("***");
              });
    }
    assertThatThrownBy(() -> HttpAddress.of("http://bad host/?key=" + encoded, Secret.of(KEY)))
        .hasMessageNotContaining("s3cret");
    assertThat(Secret.of(KEY)).hasToString("***");
  }

  @Test
  void anInterruptionEndsAWait() throws Exception {
    answers(aResponse().withStatus(429).withHeader("Retry-After", "5"));
    AtomicReference<Throwable> ending = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                text();
              } catch (Exception problem) {
                ending.set(problem);
              }
            });
    thread.start();
    org.awaitility.Awaitility.await("the wait begins")
        .atMost(Duration.ofSeconds(20))
        .until(() -> figures.count("waits") == 1);
    thread.interrupt();
    thread.join(4_000);
    assertThat(ending.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aPageOfAnotherServerIsNotFollowed() throws Exception {
    HttpAddress first = HttpAddress.of("https://api.example/items?f=json", Secret.none());
    assertThat(first.follow("?f=json&offset=5"))
        .hasToString("https://api.example/items?f=json&offset=5");
    for (String elsewhere :
        new String[] {
          "https://other.example/items",
          "http://api.example/items",
          "https://api.example:8443/items",
          "file:///etc/passwd",
          "mailto:somebody",
          "https://a b/"
        }) {
      assertThatThrownBy(() -> first.follow(elsewhere)).isInstanceOf(SourceException.class);
    }
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Answers requests in this order; the last answer is given to all that follow. */
  private static void answers(ResponseDefinitionBuilder... answers) {
    SERVER.resetAll();
    for (int index = 0; index < answers.length; index++) {
      String state = index == 0 ? "Started" : "after " + index;
      String next = index == answers.length - 1 ? state : "after " + (index + 1);
      SERVER.stubFor(
          get(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willReturn(answers[index])
              .willSetStateTo(next));
    }
  }

  private String text() throws Exception {
    HttpAddress address =
        HttpAddress.of(
            SERVER.baseUrl() + "/items?key=" + Secret.of(KEY).encoded().orElseThrow(),
            Secret.of(KEY));
    return fetcher.get(
        address,
        body -> {
          String text = new String(body, StandardCharsets.UTF_8);
          if (!text.startsWith("f")) {
            throw new BadAnswerException("its body is " + text);
          }
          return text;
        });
  }
}
