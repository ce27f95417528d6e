package io.watershed.ingestion.source;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged, down to the last level, while it is open. */
public final class LogLines extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Level before;

  private LogLines() {
    super("lines", null, null, false, Property.EMPTY_ARRAY);
    before = context.getConfiguration().getRootLogger().getLevel();
  }

  /** Begins to listen. */
  public static LogLines listen() {
    LogLines lines = new LogLines();
    lines.start();
    Configuration configuration = lines.context.getConfiguration();
    configuration.getRootLogger().addAppender(lines, Level.ALL, null);
    configuration.getRootLogger().setLevel(Level.TRACE);
    lines.context.updateLoggers();
    return lines;
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
  }

  /** What was logged. */
  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    context.getConfiguration().getRootLogger().removeAppender("lines");
    context.getConfiguration().getRootLogger().setLevel(before);
    context.updateLoggers();
    stop();
  }
}
