package io.watershed.ingestion.source;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;

/** A server that plays a provider. */
public final class FakeProvider {

  private FakeProvider() {}

  /**
   * One on a free port of the loopback address, for all tests of a class; it forgets its answers
   * before each.
   */
  public static WireMockExtension onLoopback() {
    return WireMockExtension.newInstance()
        .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
        .build();
  }
}
