package dev.censim.benchmarks.suite;

import dev.censim.benchmarks.suite.Contender.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One turn of a method is one JVM of JMH's: no other contender has taught its compiler anything. */
final class JmhStopwatch implements Stopwatch {

    private static final String PACKAGE = "dev.censim.benchmarks.";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Pace pace;

    JmhStopwatch(Pace pace) {
        this.pace = pace;
    }

    @Override
    public Turn measure(Contender contender, Duration patience) {
        Method method = (Method) contender;
        if (!exists(method)) {
            return new Turn.Failed("there is no " + method.type() + "." + method.method() + " in this build");
        }
        try {
            Collection<RunResult> results = new Runner(options(method, patience)).run();
            if (results.size() != 1) {
                return new Turn.Failed(method.type() + "." + method.method() + " did not end well; java -jar"
                        + " benchmarks/target/app/benchmarks.jar " + method.type() + "." + method.method()
                        + " shows why");
            }
            RunResult result = results.iterator().next();
            Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
            Result<?> share = result.getSecondaryResults().get(WorkerCpu.LABEL);
            return new Turn.Took(
                    result.getPrimaryResult().getScore() * (share == null ? 1 : share.getScore()),
                    allocated == null || !Double.isFinite(allocated.getScore())
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(allocated.getScore()));
        } catch (NoBenchmarksException e) {
            return new Turn.Failed("JMH knows no " + method.type() + "." + method.method());
        } catch (RunnerException e) {
            return new Turn.Failed("JMH failed: " + e.getMessage());
        }
    }

    private static boolean exists(Method method) {
        try {
            Class<?> type = Class.forName(PACKAGE + method.type());
            return Arrays.stream(type.getMethods())
                    .anyMatch(candidate -> candidate.getName().equals(method.method()));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private org.openjdk.jmh.runner.options.Options options(Method method, Duration patience) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(PACKAGE + method.type() + "." + method.method()) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupForks(0)
                .warmupIterations(pace.warmUps())
                .warmupTime(time(pace.warmUp()))
                .measurementIterations(pace.iterations())
                .measurementTime(time(pace.iteration()))
                .timeout(time(patience))
                .addProfiler(GCProfiler.class)
                .addProfiler(WorkerCpu.class)
                .verbosity(VerboseMode.SILENT);
        method.parameters().forEach((key, value) -> options.param(key, value));
        return options.build();
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.milliseconds(Math.max(1, duration.toMillis()));
    }
}
