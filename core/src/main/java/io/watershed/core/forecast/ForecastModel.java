package io.watershed.core.forecast;

import io.watershed.core.binary.Layout;
import io.watershed.core.binary.UnreadableStateException;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;

/**
 * What was learned from the past of many gauges: everything that is the same for all of them.
 * Immutable, safe for several threads, and small enough to be handed to every worker.
 */
public final class ForecastModel implements Serializable {

  /** Forecasts reach so many hours ahead, in steps of one. */
  public static final int LEADS = FeatureRow.LEADS;

  private static final long serialVersionUID = 1;

  /** Version 1 began with four letters and the number of features, 87. */
  static final Layout LAYOUT =
      Layout.of(
              "the forecast model",
              2,
              "leads " + LEADS,
              WeightGrid.SHAPE,
              FeatureRow.SHAPE,
              ScoreTable.SHAPE)
          .reading(1, new byte[] {'W', 'S', 'F', '1', 0, 0, 0, 87});

  private final List<LeadModel> leads;
  private final List<double[]> priors;
  private final double trustedWeight;
  private final int gauges;
  private final long rows;

  ForecastModel(List<LeadModel> leads, double trustedWeight, int gauges, long rows) {
    this.leads = List.copyOf(leads);
    this.priors = leads.stream().map(lead -> lead.trusting(trustedWeight)).toList();
    this.trustedWeight = trustedWeight;
    this.gauges = gauges;
    this.rows = rows;
  }

  /** How many gauges it was learned from. */
  public int gauges() {
    return gauges;
  }

  /** How many origins it was learned from. */
  public long origins() {
    return rows;
  }

  /** The same, trusting another share of the global model; see {@link FitOptions}. */
  public ForecastModel withTrustedWeight(double weight) {
    return new ForecastModel(leads, weight, gauges, rows);
  }

  /** What each choice of {@link WeightGrid} cost in the past of all gauges. */
  double[] prior(int lead) {
    return priors.get(lead - 1);
  }

  LeadModel lead(int lead) {
    return leads.get(lead - 1);
  }

  /** Writes the model; the stream is flushed and stays open. */
  public void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
    out.write(LAYOUT.mark());
    out.writeDouble(trustedWeight);
    out.writeInt(gauges);
    out.writeLong(rows);
    for (LeadModel lead : leads) {
      lead.write(out);
    }
    out.flush();
  }

  /**
   * Reads what {@link #write} wrote, to the end of the stream.
   *
   * @throws IOException if the stream cannot be read
   * @throws UnreadableStateException if it is damaged, no model, or one of a layout that is not
   *     known: it has to be fitted again
   */
  public static ForecastModel read(InputStream stream) throws IOException {
    // Versions 1 and 2 differ in their marks alone. A model is a few megabytes.
    return LAYOUT.readStream(stream.readAllBytes(), (version, in) -> readBody(in));
  }

  private static ForecastModel readBody(DataInput in) throws IOException {
    double trustedWeight = in.readDouble();
    int gauges = in.readInt();
    long rows = in.readLong();
    LeadModel[] leads = new LeadModel[LEADS];
    for (int lead = 0; lead < LEADS; lead++) {
      leads[lead] = LeadModel.read(in);
    }
    return new ForecastModel(List.of(leads), trustedWeight, gauges, rows);
  }
}
