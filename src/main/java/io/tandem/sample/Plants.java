package io.tandem.sample;

/**
 * What comes into orders besides what customers come for: what a job must see through (stock-up
 * orders, echoes of recommendations, a coupon bundle, a season) and what it must find (a synergy,
 * trends).
 */
final class Plants {
  private final ShopPlan plan;
  private final StockUp stockUp;
  private final Echo echo;
  private final CouponBundle bundle;
  private final Season season;
  private final Synergy synergy;
  private final Trends trends;

  Plants(ShopPlan plan, Catalogue catalogue, BasketFiller baskets) {
    this.plan = plan;
    this.stockUp = new StockUp(catalogue, baskets);
    this.echo = new Echo(plan, catalogue, baskets);
    this.bundle = new CouponBundle(plan, catalogue, baskets);
    this.season = new Season(catalogue);
    this.synergy = new Synergy(catalogue);
    this.trends = new Trends(plan, catalogue);
  }

  /** The basket with what is planted in it, or a stock-up basket in its stead. */
  Basket plantedIn(Basket basket, Occasion occasion) {
    Draws draws = occasion.draws(plan, Draws.Purpose.PLANTS);
    if (stockUp.happens(occasion, draws)) {
      return stockUp.basket(draws);
    }
    if (occasion.isOnline()) {
      echo.addTo(basket, occasion.day(), draws);
      bundle.addTo(basket, occasion.day(), draws);
    }
    season.addTo(basket, occasion.day(), draws);
    synergy.addTo(basket, draws);
    trends.bend(basket, occasion);
    return basket;
  }
}
