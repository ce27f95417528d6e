package io.watershed.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3SettingsTest {

  @Test
  void areNoneWhereNoAddressIsOneOfS3() {
    assertThat(S3Settings.from(Settings.of(Map.of("s3.endpoint", "http://127.0.0.1:9000"))))
        .isEmpty();
  }

  @Test
  void defaultToAws() {
    S3Settings s3 =
        S3Settings.from(Settings.of(Map.of("hive.warehouse", "s3a://lake/hive"))).orElseThrow();
    assertThat(s3).isEqualTo(new S3Settings(Optional.empty(), "us-east-1", false, Map.of()));
    assertThat(s3.hadoopProperties())
        .isEqualTo(
            Map.of("fs.s3a.endpoint.region", "us-east-1", "fs.s3a.path.style.access", "false"));
  }

  @Test
  void takeOtherServersAndPropertiesOfS3a() {
    S3Settings s3 =
        S3Settings.from(
                Settings.of(
                    Map.of(
                        "hdfs.root", "s3a://lake/watershed",
                        "s3.endpoint", "http://127.0.0.1:9000",
                        "s3.region", "eu-west-1",
                        "s3.path-style-access", "true",
                        "s3.properties.fs.s3a.connection.maximum", "200")))
            .orElseThrow();
    assertThat(s3.hadoopProperties())
        .containsEntry("fs.s3a.endpoint", "http://127.0.0.1:9000")
        .containsEntry("fs.s3a.endpoint.region", "eu-west-1")
        .containsEntry("fs.s3a.path.style.access", "true")
        .containsEntry("fs.s3a.connection.maximum", "200");
  }

  @Test
  void rejectSecretsWithoutSayingThem() {
    assertThatThrownBy(() -> with("s3.properties.fs.s3a.bucket.lake.secret.key", "hidden"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("watershed.s3.properties = fs.s3a.bucket.lake.secret.key")
        .hasMessageContaining("credentials come from the environment")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void rejectPropertiesOfOthersAndAddressesThatAreNone() {
    assertThatThrownBy(() -> with("s3.properties.fs.defaultFS", "hdfs://other"))
        .hasMessageContaining("named after a property that begins with fs.s3a.");
    assertThatThrownBy(() -> with("s3.endpoint", "127.0.0.1"))
        .hasMessageContaining("watershed.s3.endpoint = 127.0.0.1")
        .hasMessageContaining("an address such as http://127.0.0.1:9000");
  }

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(
            settings -> S3Settings.from(settings).orElseThrow(),
            Map.of("hdfs.root", "s3a://lake/watershed"),
            new S3Settings(Optional.empty(), "us-east-1", false, Map.of()))
        .explicit(
            Map.of(
                "s3.endpoint", "https://s3.example/",
                "s3.region", "ca-central-1",
                "s3.path-style-access", "true",
                "s3.properties.fs.s3a.threads.max", "7"),
            new S3Settings(
                Optional.of("https://s3.example/"),
                "ca-central-1",
                true,
                Map.of("fs.s3a.threads.max", "7")))
        .rejects("s3.endpoint", "s3.example")
        .rejects("s3.region", " ")
        .rejects("s3.path-style-access", "perhaps");
  }

  private static Optional<S3Settings> with(String key, String value) {
    return S3Settings.from(Settings.of(Map.of("hdfs.root", "s3a://lake/watershed", key, value)));
  }
}
