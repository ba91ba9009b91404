package io.tandem.recommendation.als;

import java.io.Serializable;

/**
 * Factors of the items that are scored, as scoring wants them: cut into panels of 32 items, factor
 * by factor within a panel. Items are in ascending order; the last panel is filled up with zeros.
 */
public final class ItemPanels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Items of a panel: it then stays in the nearest cache while many users meet it. */
  static final int WIDTH = 32;

  private final int items;
  private final int stride;
  private final float[][] panels;

  private ItemPanels(int items, int stride, float[][] panels) {
    this.items = items;
    this.stride = stride;
    this.panels = panels;
  }

  /** Panels of all rows. */
  public static ItemPanels of(FactorRows items) {
    int stride = items.stride();
    float[][] panels = new float[(items.count() + WIDTH - 1) / WIDTH][WIDTH * stride];
    for (int item = 0; item < items.count(); item++) {
      float[] panel = panels[item / WIDTH];
      for (int factor = 0; factor < items.factors(); factor++) {
        panel[factor * WIDTH + item % WIDTH] = items.values()[item * stride + factor];
      }
    }
    return new ItemPanels(items.count(), stride, panels);
  }

  public int items() {
    return items;
  }

  int stride() {
    return stride;
  }

  int panels() {
    return panels.length;
  }

  float[] panel(int index) {
    return panels[index];
  }
}
