package io.tandem.retention.lifetime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * Finds the parameters under which what was seen is most probable, with their standard errors. All
 * parameters are positive, so the search goes over their logarithms. It begins at the best of many
 * starts and takes Newton's steps; where these lead neither to a peak nor to the bounds,
 * Hipparchus's BOBYQA (Powell 2009), which needs no slope, looks for higher ground, and Newton's
 * steps end it. The curvature of the peak gives the standard errors.
 */
public final class MaximumLikelihood {
  /** e^±14 is a millionth and a million: beyond it nothing is estimated any more. */
  private static final double BOUND = 14;

  private static final int MOST_NEWTON_STEPS = 30;
  private static final double LONGEST_STEP = 2;

  /** A step is shortened until it climbs; all these lengths are tried in one pass. */
  private static final double[] STEP_LENGTHS = {1, .5, .25, .1, .03, .01};

  /** A step so short, in logarithms, that the peak is reached. */
  private static final double ARRIVED = 1e-9;

  /** From here on every step ends nearer, and climbs less than the value can tell. */
  private static final double CLOSE = 1e-3;

  /** Between two points whose slopes give a curvature. */
  private static final double APART = 1e-4;

  /** Flatter than this, as a share of the steepest curvature, is not told by the data. */
  private static final double FLAT = 1e-9;

  /** How far BOBYQA looks around at first and at last, in logarithms. */
  private static final double FIRST_RADIUS = 1;

  private static final double LAST_RADIUS = 1e-2;
  private static final int MOST_EVALUATIONS = 300;

  private final LogLikelihood likelihood;

  private MaximumLikelihood(LogLikelihood likelihood) {
    this.likelihood = likelihood;
  }

  /**
   * What was found.
   *
   * @param parameters in the order of the model
   * @param standardErrors of the parameters, from the curvature of the log-likelihood; NaN where
   *     the data do not tell the parameters
   * @param logLikelihood at the parameters
   * @param isIdentified whether the parameters are those of a peak; otherwise many others fit the
   *     data as well
   */
  public record Fit(
      double[] parameters, double[] standardErrors, double logLikelihood, boolean isIdentified) {}

  /**
   * The best parameters.
   *
   * @param likelihood of the data
   * @param starts positive parameters of about the right size; the search begins at the best
   */
  public static Fit of(LogLikelihood likelihood, List<double[]> starts) {
    MaximumLikelihood search = new MaximumLikelihood(likelihood);
    double[] start = search.best(starts.stream().map(MaximumLikelihood::logs).toList());
    Hill hill = search.climb(start);
    if (!hill.isPeak() && !hill.isAtBounds()) {
      Hill other = search.climb(search.higherGround(hill.logs));
      hill = other.here.value() > hill.here.value() || other.isPeak() ? other : hill;
    }
    return hill.fit();
  }

  private double[] best(List<double[]> starts) {
    List<Slope> slopes = at(starts);
    return starts.get(
        IntStream.range(0, starts.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> slopes.get(i).value()))
            .orElseThrow());
  }

  /** Newton's steps uphill, until they are too short to matter or climb no more. */
  private Hill climb(double[] start) {
    Hill hill = hill(start);
    for (int i = 0; i < MOST_NEWTON_STEPS && !hill.isPeak(); i++) {
      double[] from = hill.logs;
      RealVector step = hill.step();
      if (step.getLInfNorm() < CLOSE) {
        hill = hill(moved(from, step, 1));
        continue;
      }
      Hill there =
          hill(
              best(
                  Arrays.stream(STEP_LENGTHS)
                      .mapToObj(length -> moved(from, step, length))
                      .toList()));
      if (!(there.here.value() > hill.here.value())) {
        return hill;
      }
      hill = there;
    }
    return hill;
  }

  private double[] higherGround(double[] logs) {
    double[] bound = new double[logs.length];
    Arrays.fill(bound, BOUND);
    double[] highest = {Double.NEGATIVE_INFINITY};
    double[][] top = {logs};
    try {
      new BOBYQAOptimizer(2 * logs.length + 1, FIRST_RADIUS, LAST_RADIUS)
          .optimize(
              new MaxEval(MOST_EVALUATIONS),
              GoalType.MAXIMIZE,
              new InitialGuess(logs),
              new SimpleBounds(new ArrayRealVector(bound).mapMultiply(-1).toArray(), bound),
              new ObjectiveFunction(
                  point -> {
                    double value = at(List.of(point)).get(0).value();
                    if (value > highest[0]) {
                      highest[0] = value;
                      top[0] = point.clone();
                    }
                    return value;
                  }));
    } catch (MathIllegalStateException e) { // Enough was tried: the highest so far it is.
      return top[0];
    }
    return top[0];
  }

  /** The ground around a point: its slope and its curvature, by the parameters' logarithms. */
  private static final class Hill {
    private final double[] logs;
    private final Slope here;
    private final EigenDecompositionSymmetric curvature;

    /**
     * @param curvature minus the second derivatives
     */
    private Hill(double[] logs, Slope here, RealMatrix curvature) {
      this.logs = logs;
      this.here = here;
      this.curvature = new EigenDecompositionSymmetric(curvature);
    }

    /** Newton's step, uphill also where the ground is not curved like a peak, and never long. */
    private RealVector step() {
      double[] curvatures = curvature.getEigenvalues();
      double least = FLAT * Arrays.stream(curvatures).map(Math::abs).max().orElseThrow();
      RealVector uphill = new ArrayRealVector(here.gradient());
      RealVector step = new ArrayRealVector(logs.length);
      for (int i = 0; i < curvatures.length; i++) {
        RealVector axis = curvature.getEigenvector(i);
        double steepness = Math.max(Math.abs(curvatures[i]), Math.max(least, Double.MIN_NORMAL));
        step = step.add(axis.mapMultiply(axis.dotProduct(uphill) / steepness));
      }
      double longest = step.getLInfNorm();
      return longest > LONGEST_STEP ? step.mapMultiply(LONGEST_STEP / longest) : step;
    }

    /** Uphill was outwards as far as it goes: no peak is in sight. */
    private boolean isAtBounds() {
      return Arrays.stream(logs).anyMatch(log -> Math.abs(log) >= BOUND);
    }

    private boolean isPeak() {
      double steepest = Arrays.stream(curvature.getEigenvalues()).max().orElseThrow();
      return Arrays.stream(curvature.getEigenvalues()).allMatch(v -> v > FLAT * steepest)
          && !isAtBounds()
          && step().getLInfNorm() < ARRIVED;
    }

    private Fit fit() {
      double[] parameters = parameters(logs);
      double[] errors = new double[logs.length];
      Arrays.fill(errors, Double.NaN);
      if (isPeak()) {
        RealMatrix covariance = curvature.getSolver().getInverse();
        for (int i = 0; i < errors.length; i++) {
          errors[i] = parameters[i] * Math.sqrt(covariance.getEntry(i, i));
        }
      }
      return new Fit(parameters, errors, here.value(), isPeak());
    }
  }

  private Hill hill(double[] logs) {
    List<double[]> points = new ArrayList<>();
    points.add(logs);
    for (int i = 0; i < logs.length; i++) {
      RealVector axis = new ArrayRealVector(logs.length);
      axis.setEntry(i, 1);
      points.add(moved(logs, axis, APART));
      points.add(moved(logs, axis, -APART));
    }
    List<Slope> slopes = at(points);
    RealMatrix curvature = MatrixUtils.createRealMatrix(logs.length, logs.length);
    for (int i = 0; i < logs.length; i++) {
      double[] above = slopes.get(1 + 2 * i).gradient();
      double[] below = slopes.get(2 + 2 * i).gradient();
      for (int j = 0; j < logs.length; j++) {
        double second = (below[j] - above[j]) / (2 * APART);
        curvature.addToEntry(i, j, second / 2);
        curvature.addToEntry(j, i, second / 2);
      }
    }
    return new Hill(logs, slopes.get(0), curvature);
  }

  private List<Slope> at(List<double[]> logs) {
    List<double[]> points = logs.stream().map(MaximumLikelihood::parameters).toList();
    List<Slope> slopes = likelihood.at(points);
    List<Slope> byLogs = new ArrayList<>();
    for (int k = 0; k < points.size(); k++) {
      double[] gradient = slopes.get(k).gradient().clone();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= points.get(k)[i];
      }
      byLogs.add(new Slope(slopes.get(k).value(), gradient));
    }
    return byLogs;
  }

  private static double[] parameters(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }

  private static double[] logs(double[] parameters) {
    return Arrays.stream(parameters).map(Math::log).toArray();
  }

  /** A point so far along a direction, but not beyond the bounds. */
  private static double[] moved(double[] logs, RealVector direction, double length) {
    double[] moved = logs.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] = Math.max(-BOUND, Math.min(BOUND, moved[i] + length * direction.getEntry(i)));
    }
    return moved;
  }
}
