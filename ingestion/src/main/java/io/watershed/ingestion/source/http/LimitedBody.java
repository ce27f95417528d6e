package io.watershed.ingestion.source.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body up to a limit; the first byte beyond it ends the transfer. */
final class LimitedBody implements BodySubscriber<byte[]> {

  private final int maximumBytes;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private volatile boolean tooLarge;

  LimitedBody(int maximumBytes) {
    this.maximumBytes = maximumBytes;
  }

  /** Whether the limit was exceeded, whatever fault that made of the transfer. */
  boolean tooLarge() {
    return tooLarge;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (body.isDone()) {
        return;
      }
      if (taken.size() + buffer.remaining() > maximumBytes) {
        // First the reason, because the end of the transfer is a fault of its own.
        tooLarge = true;
        body.completeExceptionally(new IOException("more than " + maximumBytes + " bytes"));
        subscription.cancel();
        return;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      taken.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable problem) {
    body.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    body.complete(taken.toByteArray());
  }
}
