package io.watershed.cluster.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes writes that have a condition one after the other. S3 decides and writes in one step, of
 * several writers at most one wins; S3Mock looks first and writes then, and lets several win.
 */
final class ConditionalWrites implements Filter {

  private final ReentrantLock one = new ReentrantLock();

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http) || !isConditional(http)) {
      chain.doFilter(request, response);
      return;
    }
    one.lock();
    try {
      chain.doFilter(request, response);
    } finally {
      one.unlock();
    }
  }

  private static boolean isConditional(HttpServletRequest request) {
    boolean writes = request.getMethod().equals("PUT") || request.getMethod().equals("POST");
    return writes
        && (request.getHeader("If-None-Match") != null || request.getHeader("If-Match") != null);
  }
}
