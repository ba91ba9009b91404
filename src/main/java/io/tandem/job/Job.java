package io.tandem.job;

/** One of the jobs of a night: transforms the night's inputs and stages its tables. */
public interface Job {
  /** The same everywhere: file in {@code jobs/}, class, command. */
  String name();

  /** Stages all tables of this job. */
  void run(Night night);
}
