package io.tandem.evaluation.ranking;

import java.util.Optional;

/**
 * Whether a model's lists are published, by its lead over the lists to beat. What was not published
 * before must be shown to be better; what was published must be shown to be worse, two nights
 * running, to be withdrawn. Where too few customers can be judged by, nothing changes.
 *
 * @param minCustomers fewer are too few
 */
public record Gate(int minCustomers) {

  /**
   * The night before.
   *
   * @param wasPublished whether the model's lists were
   * @param wasWorse whether the upper end of the interval of the lead was below 0
   */
  public record NightBefore(boolean wasPublished, boolean wasWorse) {}

  /**
   * What the gate says.
   *
   * @param isPublished whether the model's lists are
   * @param isWarning whether somebody should know
   * @param because why, in words, to follow a colon
   */
  public record Verdict(boolean isPublished, boolean isWarning, String because) {}

  /**
   * Decides.
   *
   * @param lead of the model; empty where nothing was judged
   * @param before the last judged night, where there was one
   */
  public Verdict decide(Optional<PairedBootstrap> lead, Optional<NightBefore> before) {
    if (lead.isEmpty() || lead.get().count() < minCustomers) {
      boolean stays = before.map(NightBefore::wasPublished).orElse(true);
      return new Verdict(
          stays,
          !stays,
          "%s customers to judge by, which is fewer than %,d"
              .formatted(lead.map(of -> "%,d".formatted(of.count())).orElse("no"), minCustomers));
    }
    PairedBootstrap found = lead.get();
    boolean isWorse = found.upper() < 0;
    if (before.map(NightBefore::wasPublished).orElse(false)) {
      boolean wasWorse = before.get().wasWorse();
      return new Verdict(
          !(isWorse && wasWorse),
          isWorse,
          isWorse
              ? (wasWorse ? "worse two nights running" : "worse for the first night")
              : "no worse");
    }
    boolean isBetter = found.lower() > 0;
    return new Verdict(isBetter, !isBetter, isBetter ? "better" : "not shown to be better");
  }
}
