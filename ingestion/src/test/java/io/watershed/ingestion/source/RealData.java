package io.watershed.ingestion.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watershed.core.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
