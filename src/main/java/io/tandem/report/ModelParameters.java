package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.CustomerValueModels.FREQUENCY_VALUE_CORRELATION;
import static io.tandem.table.CustomerValueModels.GREATEST_CORRELATION;

import io.tandem.report.page.Grid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the models of lifetime value found.
 *
 * @param parameters model by model
 */
record ModelParameters(List<Parameter> parameters) {
  /** The parameters in the order of the papers. */
  private static final List<String> NAMES = List.of("r", "alpha", "a", "b", "p", "q", "v");

  /** A parameter of a model. */
  record Parameter(
      String model,
      String fittedOn,
      String name,
      double estimate,
      Optional<Double> error,
      String unit,
      long customers,
      Optional<Double> correlation) {}

  static ModelParameters read(Dataset<Row> models) {
    return new ModelParameters(
        Cells.collect("what the models found", models.orderBy("model", "fitted_on", "parameter"))
            .stream()
            .map(
                row ->
                    new Parameter(
                        row.text("model"),
                        row.text("fitted_on"),
                        row.text("parameter"),
                        row.number("estimate"),
                        row.optional("standard_error"),
                        row.text("unit"),
                        row.count(CUSTOMER_COUNT),
                        row.optional(FREQUENCY_VALUE_CORRELATION)))
            .sorted(
                Comparator.comparing(Parameter::model)
                    .thenComparing(Parameter::fittedOn)
                    .thenComparing(parameter -> NAMES.indexOf(parameter.name())))
            .toList());
  }

  /** A warning where customers who buy more often spend more, or less, at a time. */
  Optional<String> warning() {
    return parameters.stream()
        .flatMap(parameter -> parameter.correlation().stream())
        .filter(correlation -> Math.abs(correlation) > GREATEST_CORRELATION)
        .findFirst()
        .map(
            correlation ->
                "Beware: how often and how much customers buy are correlated ("
                    + Figures.decimal(correlation)
                    + "), which Gamma-Gamma takes for impossible; amounts are rough.");
  }

  /** A warning where the data do not tell the parameters behind the projection. */
  Optional<String> doubt() {
    return parameters.stream()
        .filter(parameter -> parameter.fittedOn().equals("all") && parameter.error().isEmpty())
        .findFirst()
        .map(
            parameter ->
                "Beware: the data do not tell all parameters of the models, so that others fit as"
                    + " well; what follows from them is rough.");
  }

  /** A warning where the amounts are those of some customers only. */
  Optional<String> selection(long repeaters) {
    return parameters.stream()
        .filter(parameter -> parameter.model().equals("gamma_gamma"))
        .filter(parameter -> parameter.customers() < repeaters)
        .findFirst()
        .map(
            parameter ->
                "Beware: "
                    + Figures.count(repeaters - parameter.customers())
                    + " of "
                    + Figures.count(repeaters)
                    + " repeat customers brought nothing or less; amounts rest on the others and"
                    + " are too high.");
  }

  Grid grid() {
    return new Grid(
        "The models: parameters by maximum likelihood",
        List.of(
            words("Model"),
            words("Fitted on"),
            words("Parameter"),
            number("Estimate"),
            number("Standard error"),
            number("Customers")),
        parameters.stream()
            .map(
                parameter ->
                    List.of(
                        switch (parameter.model()) {
                          case "bg_nbd" -> "BG/NBD";
                          case "gamma_gamma" -> "Gamma-Gamma";
                          default -> parameter.model();
                        },
                        parameter.fittedOn().equals("all") ? "all days" : "before hold-out",
                        parameter.name()
                            + (parameter.unit().equals("none")
                                ? ""
                                : " (" + parameter.unit() + ")"),
                        Figures.significant(parameter.estimate()),
                        parameter
                            .error()
                            .map(Figures::significant)
                            .orElse("— (not told by the data)"),
                        Figures.count(parameter.customers())))
            .toList());
  }
}
