package io.tandem.report;

import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The section on what customers are expected to be worth. */
record LifetimeValueTopic(ValueBands values, PredictedPurchases predicted, ModelParameters models) {
  static LifetimeValueTopic read(
      Dataset<Row> customerValue, Dataset<Row> models, Dataset<Row> calibration) {
    return new LifetimeValueTopic(
        ValueBands.read(customerValue),
        PredictedPurchases.read(calibration),
        ModelParameters.read(models));
  }

  Topic topic() {
    List<String> paragraphs = new ArrayList<>();
    List<Exhibit> exhibits = new ArrayList<>();
    if (values.terms().isEmpty()) {
      paragraphs.add(
          "Too few customers have ordered again on a later day for a model of purchases, so nothing"
              + " is projected.");
    } else {
      paragraphs.add(values.sentence());
      models.doubt().ifPresent(paragraphs::add);
      models.selection(values.repeaters()).ifPresent(paragraphs::add);
      models.warning().ifPresent(paragraphs::add);
      if (!predicted.classes().isEmpty()) {
        paragraphs.add(predicted.sentence());
        exhibits.add(predicted.chart());
      }
      if (values.terms().orElseThrow().isValued()) {
        exhibits.add(values.chart());
      }
      exhibits.add(models.grid());
    }
    return new Topic(
        "lifetime-value",
        "What customers are expected to be worth",
        paragraphs,
        List.of(),
        exhibits);
  }
}
