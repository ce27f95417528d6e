package io.watershed.ingestion.source.msc;

import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.http.HttpAddress;
import io.watershed.ingestion.source.http.HttpFetcher;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows the pages of an answer to their end, and notices when they lead nowhere. */
final class PageWalk {

  /** There are more pages than allowed: a shorter time has to be asked for. */
  static final class TooManyPagesException extends SourceException {
    private static final long serialVersionUID = 1;

    TooManyPagesException(HttpAddress first, int mostPages) {
      super(first + " has more than " + mostPages + " pages");
    }
  }

  private final HttpFetcher fetcher;
  private final int mostPages;

  PageWalk(HttpFetcher fetcher, int mostPages) {
    this.fetcher = fetcher;
    this.mostPages = mostPages;
  }

  /**
   * Gives each page to the taker, in order.
   *
   * @return how many features there were
   * @throws SourceException if a page does not come, repeats an earlier one, or if they end before
   *     the number of features that the server told
   */
  long walk(HttpAddress first, Consumer<FeaturePage> taker)
      throws SourceException, InterruptedException {
    Set<HttpAddress> asked = new HashSet<>();
    Set<String> contents = new HashSet<>();
    HttpAddress address = first;
    long features = 0;
    while (true) {
      if (asked.size() == mostPages) {
        throw new TooManyPagesException(first, mostPages);
      }
      asked.add(address);
      FeaturePage page = fetcher.get(address, FeaturePage::parse);
      if (!page.features().isEmpty() && !contents.add(page.content())) {
        throw new SourceException(
            address + " repeats an earlier page; what follows is asked for at the next poll");
      }
      features += page.features().size();
      taker.accept(page);
      Optional<String> next = page.next();
      if (next.isEmpty()) {
        requireAll(address, page, features);
        return features;
      }
      address = address.follow(next.get());
      if (asked.contains(address)) {
        throw new SourceException(
            address + " is named as its own next page; what follows is asked for at the next poll");
      }
    }
  }

  private static void requireAll(HttpAddress address, FeaturePage page, long features)
      throws SourceException {
    if (page.matched().isPresent() && features < page.matched().getAsLong()) {
      throw new SourceException(
          address
              + " is the last page, but with "
              + features
              + " of "
              + page.matched().getAsLong()
              + " features");
    }
  }
}
