package io.watershed.hive;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;

/** The standalone driver, loaded from its jar with nothing but the platform's classes beside it. */
final class DriverLoader implements AutoCloseable {

  private static final String DRIVER = "org.apache.hive.jdbc.HiveDriver";

  /**
   * Lies beside the driver; silences the slf4j 1 inside it, which would else complain on stderr.
   */
  private static final String SILENCER = "slf4j-nop.jar";

  private final URLClassLoader classes;
  private final Driver driver;

  private DriverLoader(URLClassLoader classes, Driver driver) {
    this.classes = classes;
    this.driver = driver;
  }

  static DriverLoader open(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new HiveUnavailableException(
          "the Hive driver "
              + jar
              + " does not exist; the build puts it there, and the setting watershed.hive.driver-jar"
              + " names another place",
          null);
    }
    URLClassLoader classes =
        new URLClassLoader("hive-jdbc", urls(jar), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      Class<? extends Driver> type = classes.loadClass(DRIVER).asSubclass(Driver.class);
      return new DriverLoader(classes, type.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError | ClassCastException problem) {
      closeQuietly(classes, problem);
      throw new HiveUnavailableException(jar + " holds no usable Hive driver: " + problem, problem);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] urls(Path jar) {
    List<URL> urls = new ArrayList<>();
    try {
      urls.add(jar.toUri().toURL());
      Path silencer = jar.resolveSibling(SILENCER);
      if (Files.isRegularFile(silencer)) {
        urls.add(silencer.toUri().toURL());
      }
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException("a file has no URL: " + jar, impossible);
    }
    return urls.toArray(URL[]::new);
  }

  private static void closeQuietly(URLClassLoader classes, Throwable because) {
    try {
      classes.close();
    } catch (IOException problem) {
      because.addSuppressed(problem);
    }
  }

  Driver driver() {
    return driver;
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
