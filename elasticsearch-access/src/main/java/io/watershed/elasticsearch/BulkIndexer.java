package io.watershed.elasticsearch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * Sends documents to Elasticsearch in large bulk requests and looks at every item's answer. What
 * may be taken later is sent again, for ever; what will never be taken is handed to a consumer.
 * While one request is under way the next is filled. Not safe for several threads.
 */
public final class BulkIndexer {

  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
  private static final int TOO_LARGE = 413;

  private final RestClient client;
  private final String address;
  private final int bulkBytes;
  private final Consumer<Refusal> refusals;
  private final Backoff backoff = new Backoff();
  private Bulk filling;
  private Bulk spare;
  private Bulk underWay;
  private CompletableFuture<Response> answer;

  public BulkIndexer(ElasticsearchAddress address, int bulkBytes, Consumer<Refusal> refusals) {
    this.client = ElasticsearchConnection.to(address);
    this.address = address.toString();
    this.bulkBytes = bulkBytes;
    this.refusals = refusals;
    this.filling = new Bulk(bulkBytes + 4096);
    this.spare = new Bulk(bulkBytes + 4096);
  }

  /**
   * Where to write the next document: begin with {@link Bulk#begin}, then the document, then call
   * {@link #added}.
   */
  public Bulk bulk() {
    return filling;
  }

  /** Ends the document and sends what was gathered when it is enough. */
  public void added() throws IOException, InterruptedException {
    filling.end();
    if (filling.bytes() >= bulkBytes) {
      sendFilled();
    }
  }

  /** Sends what is left and waits until everything was answered. */
  public void finish() throws IOException, InterruptedException {
    if (filling.count() > 0) {
      sendFilled();
    }
    awaitAnswer();
  }

  private void sendFilled() throws IOException, InterruptedException {
    awaitAnswer();
    underWay = filling;
    filling = spare;
    spare = null;
    answer = send(underWay);
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    if (underWay == null) {
      return;
    }
    settle(underWay, answer);
    underWay.clear();
    spare = underWay;
    underWay = null;
    answer = null;
  }

  private CompletableFuture<Response> send(Bulk bulk) {
    Request request = new Request("POST", "/_bulk");
    request.addParameter("filter_path", BulkAnswer.FILTER);
    request.setEntity(new NByteArrayEntity(bulk.array(), 0, bulk.bytes(), NDJSON));
    CompletableFuture<Response> future = new CompletableFuture<>();
    client.performRequestAsync(
        request,
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            future.complete(response);
          }

          @Override
          public void onFailure(Exception problem) {
            future.completeExceptionally(problem);
          }
        });
    return future;
  }

  /** Returns when each document of the bulk is either taken or refused for good. */
  private void settle(Bulk first, CompletableFuture<Response> firstAnswer)
      throws IOException, InterruptedException {
    Bulk bulk = first;
    CompletableFuture<Response> pending = firstAnswer;
    while (true) {
      try {
        BulkAnswer items = read(pending.get(), bulk);
        Bulk again = sort(bulk, items);
        if (again.count() == 0) {
          backoff.reset();
          return;
        }
        backoff.await("Elasticsearch at " + address + " asks to slow down: " + firstProblem(items));
        bulk = again;
      } catch (ExecutionException failed) {
        if (isTooLarge(failed.getCause()) && bulk.count() > 1) {
          settleHalves(bulk);
          return;
        }
        awaitServer(failed.getCause());
      } catch (UnreadableAnswerException unreadable) {
        awaitServer(unreadable);
      }
      pending = send(bulk);
    }
  }

  private void settleHalves(Bulk bulk) throws IOException, InterruptedException {
    int half = bulk.count() / 2;
    for (Bulk part : List.of(bulk.part(0, half), bulk.part(half, bulk.count()))) {
      settle(part, send(part));
    }
  }

  private BulkAnswer read(Response response, Bulk bulk) throws UnreadableAnswerException {
    HttpEntity entity = response.getEntity();
    try {
      BulkAnswer items = BulkAnswer.read(entity.getContent());
      if (items.items().size() != bulk.count()) {
        throw new UnreadableAnswerException(
            bulk.count() + " documents were sent, " + items.items().size() + " answered");
      }
      return items;
    } catch (IOException unreadable) {
      throw new UnreadableAnswerException(String.valueOf(unreadable.getMessage()));
    }
  }

  /** Hands on what is refused for good; what may be taken later comes back. */
  private Bulk sort(Bulk bulk, BulkAnswer answers) {
    List<Integer> later = new ArrayList<>();
    for (int index = 0; index < bulk.count(); index++) {
      BulkAnswer.Item item = answers.items().get(index);
      if (item.retryable()) {
        later.add(index);
      } else if (!item.done()) {
        refusals.accept(bulk.refusal(index, item.problem()));
      }
    }
    return bulk.parts(later);
  }

  private static String firstProblem(BulkAnswer answers) {
    return answers.items().stream()
        .filter(BulkAnswer.Item::retryable)
        .findFirst()
        .map(BulkAnswer.Item::problem)
        .orElse("");
  }

  /**
   * Waits before a request is sent again.
   *
   * @throws IOException for an answer that says that the request itself is wrong, which no waiting
   *     mends
   */
  private void awaitServer(Throwable problem) throws IOException, InterruptedException {
    if (problem instanceof InterruptedIOException || problem instanceof InterruptedException) {
      throw new InterruptedException("the wait for Elasticsearch was cancelled");
    }
    if (problem instanceof ResponseException answered
        && answered.getResponse().getStatusLine().getStatusCode() == 400) {
      throw new IOException("Elasticsearch cannot read a bulk request: " + problem.getMessage());
    }
    backoff.await("Elasticsearch at " + address + " " + whatHappened(problem));
  }

  /** The predicate of a sentence about Elasticsearch. */
  public static String whatHappened(Throwable problem) {
    return problem instanceof ResponseException answered
        ? "answers " + answered.getResponse().getStatusLine()
        : "does not answer: " + firstLine(problem);
  }

  private static boolean isTooLarge(Throwable problem) {
    return problem instanceof ResponseException answered
        && answered.getResponse().getStatusLine().getStatusCode() == TOO_LARGE;
  }

  /** The first line of what a problem says of itself. */
  public static String firstLine(Throwable problem) {
    return String.valueOf(problem).lines().findFirst().orElse("");
  }

  /** An answer that does not fit the request. */
  private static final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableAnswerException(String message) {
      super(message);
    }
  }
}
