package dev.censim.scenarios.run;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A scenario that was run to an instant. */
record Run(Scenario scenario, Network network, Simulation simulation) {

    static Scenario read(String yaml) {
        ReadResult result = ScenarioReader.read("test.yaml", yaml);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result.toString());
    }

    static Run of(String yaml) {
        return of(read(yaml));
    }

    static Run of(Scenario scenario) {
        return started(scenario).until(scenario.duration().toNanos());
    }

    static Run started(Scenario scenario) {
        Network network = Compiler.compile(scenario, false);
        return new Run(scenario, network, network.start());
    }

    /** Run to its end with packets and keys in the journal. */
    static Run captured(Scenario scenario) {
        Network network = Compiler.compile(scenario, true);
        return new Run(scenario, network, network.start())
                .until(scenario.duration().toNanos());
    }

    Run until(long nanos) {
        simulation.run(nanos);
        network.finishEsp();
        return this;
    }

    Run fork() {
        return new Run(scenario, network, simulation.fork());
    }

    Names names() {
        return network.names();
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        simulation.journal().forEach(facts::add);
        return facts;
    }

    <F extends Fact> Stream<F> facts(Class<F> kind) {
        return facts().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Packets of a flow that arrived and were sent at an instant that fits. */
    long received(String flow, Predicate<Double> sentAtSeconds) {
        int number = names().flows().indexOf(flow);
        List<Double> sentAt = sentAtSeconds(flow);
        return facts(NetworkFact.FlowReceived.class)
                .filter(fact -> fact.flow() == number)
                .flatMapToInt(fact -> Arrays.stream(fact.sequences()))
                .filter(sequence -> sentAtSeconds.test(sentAt.get(sequence)))
                .count();
    }

    long sent(String flow) {
        return sentAtSeconds(flow).size();
    }

    long sentAfter(String flow, double seconds) {
        return sentAtSeconds(flow).stream().filter(at -> at >= seconds).count();
    }

    private List<Double> sentAtSeconds(String flow) {
        int number = names().flows().indexOf(flow);
        return facts(NetworkFact.FlowSent.class)
                .filter(fact -> fact.flow() == number)
                .flatMap(fact -> Arrays.stream(fact.sentAt()).mapToObj(at -> at / (double) Time.SECOND))
                .toList();
    }

    /** Names of the hops of the last path that a flow took up to an instant. */
    List<String> path(String flow, double atSeconds) {
        int number = names().flows().indexOf(flow);
        List<NetworkFact.PathTaken> taken = facts(NetworkFact.PathTaken.class)
                .filter(path -> path.flow() == number && path.at() <= atSeconds * Time.SECOND)
                .toList();
        int[] hops = taken.get(taken.size() - 1).hops();
        return Arrays.stream(hops).mapToObj(names()::hop).toList();
    }

    String digest() {
        return String.format(Locale.ROOT, "%016x", simulation.journal().digest());
    }
}
