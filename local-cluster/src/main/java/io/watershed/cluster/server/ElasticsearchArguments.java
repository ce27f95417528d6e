package io.watershed.cluster.server;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;

/**
 * What an Elasticsearch 8.19 server reads from its standard input before it starts: the serial form
 * of its {@code org.elasticsearch.bootstrap.ServerArgs}, with a key store that holds its bootstrap
 * seed alone.
 */
final class ElasticsearchArguments {
  private static final String KEY_STORE = "org.elasticsearch.common.settings.KeyStoreWrapper";
  private static final int KEY_STORE_VERSION = 7;
  private static final int SEED_BYTES = 20;

  private final Map<String, String> settings;
  private final Path configuration;
  private final Path logs;

  /** Node settings, the folder of {@code log4j2.properties}, and the folder of logs. */
  ElasticsearchArguments(Map<String, String> settings, Path configuration, Path logs) {
    this.settings = settings;
    this.configuration = configuration;
    this.logs = logs;
  }

  /** The serial form. */
  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBoolean(false); // not a daemon
    out.writeBoolean(false); // not quiet
    out.writeBoolean(false); // no pid file
    writeKeyStore(out);
    writeVariable(out, settings.size());
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      writeText(out, setting.getKey());
      out.writeByte(0); // the value is a text
      writeText(out, setting.getValue());
    }
    writeText(out, configuration.toString());
    writeText(out, logs.toString());
    return bytes.toByteArray();
  }

  private static void writeKeyStore(DataOutputStream out) throws IOException {
    writeText(out, KEY_STORE);
    out.writeInt(KEY_STORE_VERSION);
    out.writeBoolean(false); // no password
    out.writeBoolean(false); // nothing encrypted
    writeVariable(out, 1);
    writeText(out, "keystore.seed");
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    for (int index = 0; index < seed.length; index++) {
      seed[index] = (byte) ('a' + Math.floorMod(seed[index], 26));
    }
    writeBytes(out, seed);
    writeBytes(out, digest(seed));
    out.writeBoolean(false); // open
  }

  private static byte[] digest(byte[] seed) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(seed);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    writeVariable(out, bytes.length);
    out.write(bytes);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    // The length counts UTF-16 units, each written as one to three bytes; for text without
    // surrogates that is UTF-8.
    writeVariable(out, text.length());
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeVariable(DataOutputStream out, int value) throws IOException {
    int rest = value;
    while (rest > 0x7f) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }
}
