package io.tandem.retention.lifetime;

import java.util.List;

/** How probable what was seen is under a model, as a logarithm, by the model's parameters. */
public interface LogLikelihood {
  /**
   * The log-likelihood at each of these points, all asked for at once: on a cluster many points
   * take one pass over the data, as one does.
   */
  List<Slope> at(List<double[]> points);
}
