package dev.censim.benchmarks.suite;

import dev.censim.reports.bench.BenchmarkReport.Jdk;
import dev.censim.reports.bench.BenchmarkReport.Provider;
import dev.censim.reports.bench.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is measured on, as far as it tells. */
final class Surroundings {

    private Surroundings() {}

    static Machine machine(OptionalDouble loadAtStart) {
        return new Machine(
                cpu(),
                OptionalInt.of(Runtime.getRuntime().availableProcessors()),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                loadAtStart,
                load());
    }

    static OptionalDouble load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load);
    }

    private static OptionalLong memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? OptionalLong.of(system.getTotalMemorySize())
                : OptionalLong.empty();
    }

    private static String cpu() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
                    .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
                    .findFirst()
                    .orElse(Machine.NOT_RECORDED);
        } catch (IOException e) {
            return Machine.NOT_RECORDED;
        }
    }

    static Jdk jdk() {
        return new Jdk(
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vendor"));
    }

    static List<Provider> providers() {
        return Arrays.stream(Security.getProviders())
                .map(provider -> new Provider(provider.getName(), provider.getVersionStr()))
                .toList();
    }
}
