package io.tandem.report;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the page is made from: the published tables of one run, the products' names and the run's
 * facts. A table that the run did not compute is absent, and the page says so.
 *
 * @param orderMetrics as {@link io.tandem.table.OrderMetrics}
 * @param retentionMetrics as {@link io.tandem.table.RetentionMetrics}; may be empty
 * @param cohortRetention as {@link io.tandem.table.CohortRetention}; may be empty
 * @param associationRules as {@link io.tandem.table.AssociationRules}
 * @param frequentlyBoughtTogether as {@link io.tandem.table.FrequentlyBoughtTogether}
 * @param userRecommendations as {@link io.tandem.table.UserRecommendations}
 * @param popularProducts as {@link io.tandem.table.PopularProducts}
 * @param titles product_id and title; a product without a title is shown by its id
 * @param facts which run it is
 */
public record ReportInputs(
    Dataset<Row> orderMetrics,
    Dataset<Row> retentionMetrics,
    Dataset<Row> cohortRetention,
    Optional<Dataset<Row>> associationRules,
    Optional<Dataset<Row>> frequentlyBoughtTogether,
    Optional<Dataset<Row>> userRecommendations,
    Optional<Dataset<Row>> popularProducts,
    Dataset<Row> titles,
    RunFacts facts) {}
