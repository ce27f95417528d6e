package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.alert.Severity;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.problem.ProblemType;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.ProblemMeterAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Problems of meters, as the batch layer found them. Safe for use by several threads. */
public final class Problems {

  private final Search search;

  /** Problems. */
  public Problems(Search search) {
    this.search = search;
  }

  /** A page of problems, the newest day first; null leaves a filter open. */
  public Page<ProblemMeterAnswer> page(
      LocalDate date,
      ProblemType type,
      Severity severity,
      String suburb,
      int limit,
      Optional<JsonNode> after) {
    List<ObjectNode> filters = new ArrayList<>();
    if (date != null) {
      filters.add(Queries.term(ProblemMetersIndex.LOCAL_DATE, date.toString()));
    }
    if (type != null) {
      filters.add(Queries.term(ProblemMetersIndex.ISSUE_TYPE, type.name()));
    }
    if (severity != null) {
      filters.add(Queries.term(ProblemMetersIndex.SEVERITY, severity.name()));
    }
    if (suburb != null) {
      filters.add(Queries.term(ProblemMetersIndex.SUBURB, suburb));
    }
    ObjectNode body = Queries.filtered(limit, filters);
    Queries.sort(body, ProblemMetersIndex.LOCAL_DATE, Order.DESCENDING);
    Queries.sort(body, ProblemMetersIndex.METER_ID, Order.ASCENDING);
    Queries.sort(body, ProblemMetersIndex.ISSUE_TYPE, Order.ASCENDING);
    Queries.sort(body, ProblemMetersIndex.MEASUREMENT_TYPE, Order.ASCENDING);
    Queries.goOn(body, after);
    return Page.of(search.search(body, ProblemMetersIndex.INDEX), limit, ProblemMeterAnswer::of);
  }
}
