package io.tandem.sample;

import java.util.List;

/**
 * What one customer is likely to choose: softmax over the catalogue of popularity + {@value
 * #STRENGTH} × (taste · product's taste) + season; nobody comes for products that are sold apart.
 */
final class Demand {
  private static final double STRENGTH = 5.0;
  private static final int MONTHS = 12;

  private final double[] preference;
  private final double[][] seasons;
  private final double[] cumulative;
  private int month = -1;

  private Demand(double[] preference, double[][] seasons) {
    this.preference = preference;
    this.seasons = seasons;
    this.cumulative = new double[preference.length];
  }

  static Demand of(Taste taste, List<Product> products, double[][] seasons) {
    double[] preference = new double[products.size()];
    for (Product product : products) {
      double affinity = taste.affinity(product.taste());
      preference[product.index()] =
          product.isApart() ? 0 : StrictMath.exp(product.popularity() + STRENGTH * affinity);
    }
    return new Demand(preference, seasons);
  }

  /** By month of the year (from 0) and product: how much more it is in demand than on average. */
  static double[][] seasons(List<Product> products) {
    double[][] seasons = new double[MONTHS][products.size()];
    for (int month = 0; month < MONTHS; month++) {
      int middle = 15 + month * 365 / MONTHS;
      for (Product product : products) {
        Assortment.Section section = product.kind().section();
        seasons[month][product.index()] =
            StrictMath.exp(section.swing() * ShopDays.wave(middle, section.peakMonth()));
      }
    }
    return seasons;
  }

  /** The position of a product chosen in a month of the year, from 1. */
  int choose(int monthOfYear, Draws draws) {
    if (month != monthOfYear) {
      month = monthOfYear;
      double sum = 0;
      for (int i = 0; i < preference.length; i++) {
        sum += preference[i] * seasons[month - 1][i];
        cumulative[i] = sum;
      }
    }
    return draws.index(cumulative);
  }
}
