package io.watershed.cluster.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs S3Mock on one plain HTTP port of the loopback address until the process is told to stop. The
 * arguments are the port, the folder of its objects, which must exist, and the bucket it has.
 */
public final class S3Main {
  private S3Main() {}

  /** Starts the server. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(S3MockApplication.class, OnLoopbackOnly.class)
        .web(WebApplicationType.SERVLET)
        .properties(
            Map.of(
                "server.address", "127.0.0.1",
                "server.port", arguments[0],
                "server.ssl.enabled", "false",
                "com.adobe.testing.s3mock.store.root", arguments[1],
                "com.adobe.testing.s3mock.store.initial-buckets", arguments[2],
                "com.adobe.testing.s3mock.store.retain-files-on-exit", "true",
                "spring.main.banner-mode", "off"))
        .run();
  }

  /** What the server is given beside its own parts. */
  @Configuration(proxyBeanMethods = false)
  static class OnLoopbackOnly {

    /** The server's second connector would listen on every address. */
    @Bean
    static BeanPostProcessor oneConnector() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
          if (bean instanceof TomcatServletWebServerFactory factory) {
            factory.getAdditionalTomcatConnectors().clear();
          }
          return bean;
        }
      };
    }

    @Bean
    static ConditionalWrites conditionalWrites() {
      return new ConditionalWrites();
    }
  }
}
