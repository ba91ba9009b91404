package io.tandem.table;

/**
 * The names of columns that stand in more than one table, or that more than one class speaks of.
 */
public final class Columns {
  public static final String ANTECEDENT = "antecedent";
  public static final String ANTECEDENT_KEY = "antecedent_key";
  public static final String ATTRIBUTES = "attributes";
  public static final String AVAILABLE = "available";
  public static final String AVERAGE_ORDER_VALUE = "average_order_value";
  public static final String BRAND = "brand";
  public static final String CATEGORY = "category";
  public static final String COMPLEMENT_SCOPE = "complement_scope";
  public static final String COMPLEMENT_VALUE = "complement_value";
  public static final String CONFIDENCE = "confidence";
  public static final String CONSEQUENT = "consequent";
  public static final String COUNTRY = "country";
  public static final String CUSTOMER_COUNT = "customer_count";
  public static final String CUSTOMER_ID = "customer_id";
  public static final String EVIDENCE_CONFIDENCE = "evidence_confidence";
  public static final String EVIDENCE_LEVEL = "evidence_level";
  public static final String IS_PERSONALIZED = "is_personalized";
  public static final String LIFT = "lift";
  public static final String LIST_PRICE = "list_price";
  public static final String ORDER_COUNT = "order_count";
  public static final String ORDER_COUNT_ANTECEDENT = "order_count_antecedent";
  public static final String ORDER_COUNT_BOTH = "order_count_both";
  public static final String ORDER_COUNT_CONSEQUENT = "order_count_consequent";
  public static final String ORDER_COUNT_TOTAL = "order_count_total";
  public static final String ORDER_ID = "order_id";
  public static final String ORDERED_AT = "ordered_at";
  public static final String PARENT_PRODUCT_ID = "parent_product_id";
  public static final String PERIOD = "period";
  public static final String PERIOD_START = "period_start";
  public static final String PERSONALIZATION_OPT_OUT = "personalization_opt_out";
  public static final String PRODUCT_COUNT = "product_count";
  public static final String PRODUCT_ID = "product_id";
  public static final String PRODUCTS = "products";
  public static final String QUANTITY = "quantity";
  public static final String RANK = "rank";
  public static final String REASON = "reason";
  public static final String RECOMMENDED_PRODUCT_ID = "recommended_product_id";
  public static final String REFUNDS = "refunds";
  public static final String REGISTERED_AT = "registered_at";
  public static final String RELATION = "relation";
  public static final String RETURNED_QUANTITY = "returned_quantity";
  public static final String REVENUE = "revenue";
  public static final String SCOPE = "scope";
  public static final String SCOPE_VALUE = "scope_value";
  public static final String SCORE = "score";
  public static final String SCORE_LOWER = "score_lower";
  public static final String SIMILAR_PRODUCT_ID = "similar_product_id";
  public static final String SIMILARITY = "similarity";
  public static final String SOURCE = "source";
  public static final String STATUS = "status";
  public static final String STATUS_CHANGED_AT = "status_changed_at";
  public static final String SUPPORT = "support";
  public static final String TITLE = "title";
  public static final String UNIT_COST = "unit_cost";
  public static final String UNIT_PRICE = "unit_price";
  public static final String WINDOW_DAYS = "window_days";

  private Columns() {}
}
