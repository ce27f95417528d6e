package io.watershed.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * What a browser with an empty cache saw of the overview: the middle of five visits, milliseconds
 * from the navigation.
 *
 * @param contentful the first paint of any content; null where there is no browser
 * @param data when the first figures stood on the page
 * @param charts when the chart of the flow was drawn
 * @param reason why nothing was measured; empty when it was
 */
record FirstPaint(Double contentful, Double data, Double charts, String reason) {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final int VISITS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Notes when the tiles have figures and the chart its canvas, from before the page's scripts. */
  private static final String WATCH =
      """
      new MutationObserver(() => {
        if (!window.figuresAt && document.querySelector('#tiles .figure')) {
          window.figuresAt = performance.now();
        }
        if (!window.chartAt && document.querySelector('#flow canvas')) {
          window.chartAt = performance.now();
        }
      }).observe(document, {subtree: true, childList: true});
      """;

  static FirstPaint measure(String url, Path folder) throws Exception {
    if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
      return new FirstPaint(
          null, null, null, "no " + CHROMIUM + " and " + DRIVER + " on this machine");
    }
    double[] contentful = new double[VISITS];
    double[] data = new double[VISITS];
    double[] charts = new double[VISITS];
    for (int visit = 0; visit < VISITS; visit++) {
      ChromeDriver browser = browser(folder.resolve("browser-" + visit));
      try {
        browser.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        browser.get(url + "/");
        new WebDriverWait(browser, PATIENCE)
            .until(open -> !open.findElements(By.cssSelector("#flow canvas")).isEmpty());
        contentful[visit] =
            number(
                browser.executeScript(
                    "return performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        data[visit] = number(browser.executeScript("return window.figuresAt"));
        charts[visit] = number(browser.executeScript("return window.chartAt"));
      } finally {
        browser.quit();
      }
    }
    return new FirstPaint(median(contentful), median(data), median(charts), "");
  }

  private static ChromeDriver browser(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,900",
        "--user-data-dir=" + profile);
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
  }

  private static double number(Object answer) {
    return ((Number) answer).doubleValue();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Math.round(sorted[sorted.length / 2]);
  }

  String sentence() {
    return reason.isEmpty()
        ? String.format(
            Locale.ROOT,
            "overview in a browser with an empty cache, middle of %d visits: first paint %.0f ms,"
                + " first figures %.0f ms, chart %.0f ms",
            VISITS,
            contentful,
            data,
            charts)
        : "the first paint was not measured: " + reason;
  }
}
