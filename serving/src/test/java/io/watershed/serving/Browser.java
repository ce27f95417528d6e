package io.watershed.serving;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine, and what a person does with it. */
final class Browser implements AutoCloseable {

  /** A wide screen. */
  static final int DESK = 1440;

  /** A phone held upright. */
  static final int PHONE = 390;

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int HEIGHT = 900;

  /** Says at each start that it knows no newer protocol, of which nothing here needs more. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** What is missing here for a browser; empty where one can be started. */
  static Optional<String> missing() {
    return List.of(CHROMIUM, DRIVER).stream()
        .filter(program -> !Files.isExecutable(program))
        .map(program -> "there is no " + program + " here")
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param profile a folder that nothing used before
   */
  static Browser start(Path profile) {
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-AU",
        "--user-data-dir=" + profile.toAbsolutePath());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.width(DESK);
    return browser;
  }

  /** Makes the window as wide as a screen is, in CSS pixels. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", pixels < DESK));
  }

  /** Says that the person prefers {@code light} or {@code dark}. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void open(String address) {
    driver.get(address);
  }

  String address() {
    return driver.getCurrentUrl();
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** All text of an element, also what only screen readers are told. */
  String text(String selector) {
    return find(selector).getDomProperty("textContent");
  }

  /** The texts of all elements, in one question. */
  @SuppressWarnings("unchecked")
  List<String> texts(String selector) {
    return (List<String>)
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
            selector);
  }

  Object script(String script) {
    return driver.executeScript(script);
  }

  /** Clicks into the middle of an element. */
  void click(String selector) {
    new Actions(driver).moveToElement(find(selector)).click().perform();
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses Tab until an element is reached, as one without a mouse does. */
  void tabTo(String selector) {
    for (int presses = 0; presses < 60; presses++) {
      press(Keys.TAB);
      if (Boolean.TRUE.equals(
          driver.executeScript("return document.activeElement.matches(arguments[0])", selector))) {
        return;
      }
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  /** Waits until something holds; what failed last says why it did not. */
  static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(assertion);
  }

  /** Takes a picture of the whole page into {@code target/screenshots}. */
  void picture(String name) throws IOException {
    long height =
        Math.min(4_000, ((Number) script("return document.body.scrollHeight")).longValue());
    long width = ((Number) script("return innerWidth")).longValue();
    Map<String, Object> answer =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport",
                true,
                "clip",
                Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + "-" + width + ".png"),
        Base64.getDecoder().decode((String) answer.get("data")));
  }

  /** What the browser complained about since it was asked last; refusals of its policy included. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
