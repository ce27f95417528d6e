package io.watershed.serving.connect;

import io.watershed.core.settings.SettingsRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiveAddressTest {

  @Test
  void everyValue() {
    SettingsRecord.withDefaults(HiveAddress::from, new HiveAddress("127.0.0.1", 10000, "iot"))
        .explicit(
            Map.of(
                "hive.jdbc-url", "jdbc:hive2://[::1]:10001/;password=hidden",
                "hive.database", "water"),
            new HiveAddress("[::1]", 10001, "water"))
        .rejects("hive.jdbc-url", "jdbc:hive2:///")
        .rejects("hive.database", "");
  }
}
