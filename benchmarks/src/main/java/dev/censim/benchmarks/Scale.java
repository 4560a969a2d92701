package dev.censim.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.censim.compile.Compiler;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * What does a network of many sites cost from its text to converged, and does a site cost more where there are more of them? A
 * program and no JMH benchmark, since one run has many answers: events, facts, wall time, CPU time, memory. Its arguments are numbers
 * of sites; 0 tells what the VPCs alone cost.
 */
public final class Scale {

    private static final int VPCS = 200;
    private static final int ROUNDS = 5;

    /** A network is converged when nothing changes in it for so long. */
    private static final long QUIET = 10_000_000_000L;

    private static final long HORIZON = 60_000_000_000L;

    private Scale() {}

    /**
     * One run from text to converged.
     *
     * @param converged instant of the last fact about a route or an SA
     * @param octets that it keeps alive, journal included
     */
    record Cost(long converged, long events, long facts, long wallNanos, long cpuNanos, long octets) {}

    /** @param arguments numbers of sites */
    public static void main(String[] arguments) {
        System.out.println("sites  converged  events  facts  wall s (best, median)  CPU s (best, median)  MiB");
        for (String argument : arguments) {
            int sites = Integer.parseInt(argument);
            long converged = converged(FourRegions.scenario(sites, VPCS));
            Cost[] costs = new Cost[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                costs[round] = measure(sites, converged);
            }
            print(sites, costs);
        }
    }

    /** When nothing about routes and SAs changes any more. */
    static long converged(Scenario scenario) {
        Simulation simulation = Compiler.compile(scenario, false).start();
        long[] last = {0};
        for (long at = QUIET; at <= HORIZON; at += QUIET) {
            simulation.run(at);
            last[0] = 0;
            simulation.journal().forEach(fact -> last[0] = isChange(fact) ? fact.at() : last[0]);
            if (at - last[0] >= QUIET) {
                return last[0];
            }
        }
        throw new IllegalStateException("still changing at " + last[0]);
    }

    private static boolean isChange(Fact fact) {
        return fact instanceof NetworkFact && !(fact instanceof NetworkFact.PacketDropped);
    }

    static Cost measure(int sites, long converged) {
        long before = liveOctets();
        long wall = System.nanoTime();
        long cpu = cpuNanos();
        Scenario scenario = FourRegions.scenario(sites, VPCS);
        Simulation simulation = Compiler.compile(scenario, false).start().run(converged);
        wall = System.nanoTime() - wall;
        cpu = cpuNanos() - cpu;
        long octets = liveOctets() - before;
        long[] facts = {0};
        simulation.journal().forEach(fact -> facts[0]++);
        return new Cost(converged, simulation.events(), facts[0], wall, cpu, octets);
    }

    /** Of the whole process: the machine's other work does not count, the collector's does. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static long liveOctets() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void print(int sites, Cost... costs) {
        long[] wall = Arrays.stream(costs).mapToLong(Cost::wallNanos).sorted().toArray();
        long[] cpu = Arrays.stream(costs).mapToLong(Cost::cpuNanos).sorted().toArray();
        long[] octets = Arrays.stream(costs).mapToLong(Cost::octets).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%5d  %6.3f s  %,9d  %,9d  %7.2f %7.2f  %7.2f %7.2f  %6.1f%n",
                sites,
                costs[0].converged / 1e9,
                costs[0].events,
                costs[0].facts,
                wall[0] / 1e9,
                wall[ROUNDS / 2] / 1e9,
                cpu[0] / 1e9,
                cpu[ROUNDS / 2] / 1e9,
                octets[ROUNDS / 2] / (double) (1 << 20));
    }
}
