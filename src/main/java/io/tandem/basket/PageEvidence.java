package io.tandem.basket;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What product pages are made from.
 *
 * @param rules as {@link io.tandem.table.AssociationRules}; may be empty
 * @param categoryRules the same columns, with categories in the place of products; may be empty
 * @param assortment scope, scope_value, complement_scope, complement_value, relation, source, where
 *     the shop has the input
 * @param substitutes as {@link io.tandem.table.Substitutes}; may be empty
 * @param baskets products, one row per order: what sells best
 * @param catalogue product_id, title, category, available, price; only what is in it is shown
 * @param variants product_id, parent_product_id
 */
public record PageEvidence(
    Dataset<Row> rules,
    Dataset<Row> categoryRules,
    Optional<Dataset<Row>> assortment,
    Dataset<Row> substitutes,
    Dataset<Row> baskets,
    Dataset<Row> catalogue,
    Dataset<Row> variants) {}
