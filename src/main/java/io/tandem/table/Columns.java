package io.tandem.table;

/**
 * The names of columns that stand in more than one table, or that more than one class speaks of.
 */
public final class Columns {
  public static final String ALL_CONFIDENCE = "all_confidence";
  public static final String ANCHOR_COUNT = "anchor_count";
  public static final String ANCHOR_PRODUCT_ID = "anchor_product_id";
  public static final String ANTECEDENT = "antecedent";
  public static final String ANTECEDENT_KEY = "antecedent_key";
  public static final String ARM = "arm";
  public static final String ASSOCIATION_VALUE = "association_value";
  public static final String ATTACH_RATE = "attach_rate";
  public static final String ATTRIBUTES = "attributes";
  public static final String AVAILABLE = "available";
  public static final String AVERAGE_ORDER_VALUE = "average_order_value";
  public static final String BASKET_COUNT = "basket_count";
  public static final String BECAUSE_OF = "because_of";
  public static final String BRAND = "brand";
  public static final String BUNDLE_PRICE = "bundle_price";
  public static final String CATEGORY = "category";
  public static final String CHANGE = "change";
  public static final String COMPLEMENT_SCOPE = "complement_scope";
  public static final String COMPLEMENT_VALUE = "complement_value";
  public static final String CONFIDENCE = "confidence";
  public static final String CONFIDENCE_LOWER = "confidence_lower";
  public static final String CONFIDENCE_UPPER = "confidence_upper";
  public static final String CONSEQUENT = "consequent";
  public static final String CONTRAST = "contrast";
  public static final String COUNTRY = "country";
  public static final String COUPON_CODE = "coupon_code";
  public static final String CUSTOMER_COUNT = "customer_count";
  public static final String CUSTOMER_GROUP = "customer_group";
  public static final String CUSTOMER_ID = "customer_id";
  public static final String DRIFT = "drift";
  public static final String DUE_ON = "due_on";
  public static final String DUE_PROBABILITY = "due_probability";
  public static final String ENROLLED_AT = "enrolled_at";
  public static final String ENROLLED_ON = "enrolled_on";
  public static final String ENTRY_DATE = "entry_date";
  public static final String ESTIMATE = "estimate";
  public static final String EVENT_TYPE = "event_type";
  public static final String EVIDENCE_CONFIDENCE = "evidence_confidence";
  public static final String EVIDENCE_LEVEL = "evidence_level";
  public static final String EXPECTED_ORDER_COUNT = "expected_order_count";
  public static final String EXPERIMENT = "experiment";
  public static final String FACTORS = "factors";
  public static final String FACTOR_SIMILARITY = "factor_similarity";
  public static final String FISHER_P = "fisher_p";
  public static final String FREQUENCY = "frequency";
  public static final String GROUPING = "grouping";
  public static final String GROWTH = "growth";
  public static final String GROWTH_LOWER = "growth_lower";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String HYPER_LIFT = "hyper_lift";
  public static final String IMPROVEMENT = "improvement";
  public static final String IS_PERSONALIZED = "is_personalized";
  public static final String IS_PRODUCTIVE = "is_productive";
  public static final String IS_REDUNDANT = "is_redundant";
  public static final String IS_SIGNIFICANT = "is_significant";
  public static final String LAST_ORDERED_AT = "last_ordered_at";
  public static final String LIFT = "lift";
  public static final String LIFT_LOWER = "lift_lower";
  public static final String LIFT_UPPER = "lift_upper";
  public static final String LIST_PRICE = "list_price";
  public static final String LOG10_P = "log10_p";
  public static final String MARGIN = "margin";
  public static final String MEDIAN_INTERVAL_DAYS = "median_interval_days";
  public static final String METRIC = "metric";
  public static final String METRIC_SET = "metric_set";
  public static final String MONETARY_VALUE = "monetary_value";
  public static final String OCCURRED_AT = "occurred_at";
  public static final String ORDERED_AT = "ordered_at";
  public static final String ORDER_COUNT = "order_count";
  public static final String ORDER_COUNT_ANTECEDENT = "order_count_antecedent";
  public static final String ORDER_COUNT_BEFORE = "order_count_before";
  public static final String ORDER_COUNT_BOTH = "order_count_both";
  public static final String ORDER_COUNT_CONSEQUENT = "order_count_consequent";
  public static final String ORDER_COUNT_TOTAL = "order_count_total";
  public static final String ORDER_ID = "order_id";
  public static final String PARENT_PRODUCT_ID = "parent_product_id";
  public static final String PERIOD = "period";
  public static final String PERIOD_START = "period_start";
  public static final String PERSONALIZATION_OPT_OUT = "personalization_opt_out";
  public static final String PLACEMENT = "placement";
  public static final String PRICE = "price";
  public static final String PRICE_RATIO = "price_ratio";
  public static final String PRODUCTS = "products";
  public static final String PRODUCT_COUNT = "product_count";
  public static final String PRODUCT_ID = "product_id";
  public static final String P_VALUE = "p_value";
  public static final String QUANTITY = "quantity";
  public static final String QUERY = "query";
  public static final String Q_VALUE = "q_value";
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
  public static final String SEASON_ADJUSTED_LIFT = "season_adjusted_lift";
  public static final String SEASON_ADJUSTED_LIFT_LOWER = "season_adjusted_lift_lower";
  public static final String SESSION_ID = "session_id";
  public static final String SHOWN_AT = "shown_at";
  public static final String SIMILARITY = "similarity";
  public static final String SIMILAR_PRODUCT_ID = "similar_product_id";
  public static final String SIZE_ADJUSTED_LIFT = "size_adjusted_lift";
  public static final String SIZE_ADJUSTED_LIFT_LOWER = "size_adjusted_lift_lower";
  public static final String SIZE_ADJUSTED_LIFT_UPPER = "size_adjusted_lift_upper";
  public static final String SLOT = "slot";
  public static final String SOURCE = "source";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String STATUS = "status";
  public static final String STATUS_CHANGED_AT = "status_changed_at";
  public static final String STRATUM = "stratum";
  public static final String SUBSTITUTE_PRODUCT_ID = "substitute_product_id";
  public static final String SUPPORT = "support";
  public static final String SUPPORT_LOWER = "support_lower";
  public static final String SUPPORT_UPPER = "support_upper";
  public static final String TASTE_SEGMENT = "taste_segment";
  public static final String TITLE = "title";
  public static final String TOGETHER_COUNT = "together_count";
  public static final String TOP_CUSTOMER_SHARE = "top_customer_share";
  public static final String UNIT_COST = "unit_cost";
  public static final String UNIT_PRICE = "unit_price";
  public static final String UNPROMPTED_CUSTOMER_COUNT = "unprompted_customer_count";
  public static final String UNPROMPTED_ORDER_COUNT = "unprompted_order_count";
  public static final String VALUE = "value";
  public static final String VIEWED_TOGETHER_COUNT = "viewed_together_count";
  public static final String VIEW_SIMILARITY = "view_similarity";
  public static final String VISITOR_ID = "visitor_id";
  public static final String WINDOW_DAYS = "window_days";
  public static final String WOULD_SHOW = "would_show";
  public static final String YULES_Q = "yules_q";

  /** The metrics of experiments, for the tables that hold them. */
  static final String[] METRICS = {
    AVERAGE_ORDER_VALUE,
    "average_order_value_winsorized",
    "revenue_per_customer",
    "orders_per_customer",
    "realized_value_per_customer",
    "repeat_purchase_rate",
    "refund_rate"
  };

  /** What they are. */
  static final String METRICS_IN_WORDS =
      "average_order_value (revenue / orders), average_order_value_winsorized (large orders capped), revenue_per_customer, orders_per_customer, realized_value_per_customer (revenue less refunds), repeat_purchase_rate (share who ordered again, on a day after an earlier order), refund_rate (refunds / revenue).";

  /** What a horizon of an experiment is. */
  static final String HORIZON_IN_WORDS =
      "Days from enrolment that are counted, the day of enrolment and so many days more.";

  private Columns() {}
}
