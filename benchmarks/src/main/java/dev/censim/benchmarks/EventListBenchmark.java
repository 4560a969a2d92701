package dev.censim.benchmarks;

import dev.censim.kernel.Actor;
import dev.censim.kernel.Agenda;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.cloudsimplus.core.SimEntity;
import org.cloudsimplus.core.events.CloudSimEvent;
import org.cloudsimplus.core.events.FutureQueue;
import org.cloudsimplus.core.events.SimEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.Henriksen;
import umontreal.ssj.simevents.eventlist.SplayTree;

/** What does an event cost, from the list of pending ones through its handler and back into the list (the hold model)? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@OperationsPerInvocation(EventListBenchmark.EVENTS)
public class EventListBenchmark {

    static final int EVENTS = 100_000;

    /** How many events are pending, and what is expected of whoever handles them. */
    @State(Scope.Thread)
    public static class Workload {

        @Param({"1000", "100000", "1000000"})
        public int pending;

        private HoldModel.Expectation expected = new HoldModel.Expectation(0, 0, 0);

        @Setup
        public void expect() {
            expected = HoldModel.Expectation.of(pending);
        }
    }

    /** An actor that does nothing but act again. */
    private static final class Holder implements Actor {
        private final HoldModel model;
        private long deadline;

        Holder(HoldModel model) {
            this.model = model;
            this.deadline = model.draw();
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public void wake(Turn turn) {
            deadline = model.handle(turn.now());
        }

        @Override
        public void accept(Signal signal, Turn turn) {
            throw new AssertionError("nobody sends anything");
        }

        @Override
        public Actor copy() {
            throw new AssertionError("nobody forks this");
        }
    }

    private static List<Actor> holders(int pending, HoldModel model) {
        List<Actor> holders = new ArrayList<>();
        for (int i = 0; i < pending; i++) {
            holders.add(new Holder(model));
        }
        return holders;
    }

    @State(Scope.Thread)
    public static class Censim {
        private final HoldModel model = new HoldModel();
        private Simulation simulation = Simulation.of(List.of());
        private long slices;
        private long begin;

        @Setup
        public void fill(Workload workload) {
            simulation = Simulation.of(holders(workload.pending, model)).run(workload.expected.until());
            workload.expected.hold("censim", model);
            begin = simulation.events();
        }

        /** A simulation runs to an instant and not for a number of events; they must have been as many on average. */
        @TearDown
        public void count() {
            double events = simulation.events() - begin;
            if (Math.abs(events / slices / EVENTS - 1) > 0.02) {
                throw new IllegalStateException(slices + " times " + EVENTS + " events were really " + events);
            }
        }
    }

    @Benchmark
    public long censim(Workload workload, Censim state) {
        state.slices++;
        Simulation simulation = state.simulation;
        return simulation
                .run(simulation.now() + HoldModel.nanos(workload.pending, EVENTS))
                .events();
    }

    @State(Scope.Thread)
    public static class AgendaOnly {
        private final HoldModel model = new HoldModel();
        private Agenda agenda = new Agenda(0);

        @Setup
        public void fill(Workload workload) {
            agenda = new Agenda(workload.pending);
            for (int actor = 0; actor < workload.pending; actor++) {
                agenda.set(actor, model.draw());
            }
            hold(workload.expected.events());
            workload.expected.hold("agenda", model);
        }

        private void hold(int events) {
            for (int i = 0; i < events; i++) {
                int actor = agenda.first();
                agenda.set(actor, model.handle(agenda.at(actor)));
            }
        }
    }

    /** Without actors and their loop. */
    @Benchmark
    public long censimAgendaOnly(AgendaOnly state) {
        state.hold(EVENTS);
        return state.model.check();
    }

    /** Actors in an order that nobody has to find out. */
    @State(Scope.Thread)
    public static class Floor implements Turn {
        private final HoldModel model = new HoldModel();
        private Actor[] actors = {};
        private int[] order = {};
        private int next;
        private long now;

        @Setup
        public void fill(Workload workload) {
            SplittableRandom random = new SplittableRandom(1);
            actors = holders(workload.pending, model).toArray(Actor[]::new);
            order = random.ints(1 << 20, 0, workload.pending).toArray();
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void to(int actor, Signal signal) {
            throw new AssertionError("nobody sends anything");
        }

        @Override
        public void note(Fact fact) {
            throw new AssertionError("nobody notes anything");
        }
    }

    /** The handlers and the loop around them, without any event list. */
    @Benchmark
    public long floor(Floor state) {
        for (int i = 0; i < EVENTS; i++) {
            Actor actor = state.actors[state.order[state.next++ & state.order.length - 1]];
            state.now = actor.deadline();
            actor.wake(state);
        }
        return state.model.check();
    }

    /** An event as simulators have them: when, and who handles it. */
    private record Pending(long at, Owner owner) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return Long.compare(at, other.at);
        }
    }

    /** Handles events and makes the next one. */
    private static final class Owner {
        private final HoldModel model;
        private long next;

        Owner(HoldModel model) {
            this.model = model;
        }

        long handle(long now) {
            next = model.handle(now);
            return next;
        }
    }

    @State(Scope.Thread)
    public static class Queue {
        private final HoldModel model = new HoldModel();
        private final PriorityQueue<Pending> queue = new PriorityQueue<>();

        @Setup
        public void fill(Workload workload) {
            for (int i = 0; i < workload.pending; i++) {
                queue.add(new Pending(model.draw(), new Owner(model)));
            }
            hold(workload.expected.events());
            workload.expected.hold("PriorityQueue", model);
        }

        private void hold(int events) {
            for (int i = 0; i < events; i++) {
                Pending event = queue.remove();
                queue.add(new Pending(event.owner.handle(event.at), event.owner));
            }
        }
    }

    @Benchmark
    public long priorityQueue(Queue state) {
        state.hold(EVENTS);
        return state.model.check();
    }

    /** SSJ's simulator with the event list that is fastest for so many. Time is a double, exact up to 104 days of nanoseconds. */
    @State(Scope.Thread)
    public static class Ssj {
        private final HoldModel model = new HoldModel();
        private Simulator simulator = new Simulator();
        private int left;

        private final class Held extends Event {
            Held() {
                super(simulator);
            }

            @Override
            public void actions() {
                double now = sim.time();
                schedule(model.handle((long) now) - now);
                if (--left == 0) {
                    sim.stop();
                }
            }
        }

        @Setup
        public void fill(Workload workload) {
            simulator = new Simulator(workload.pending < 10_000 ? new Henriksen() : new SplayTree());
            simulator.init();
            for (int i = 0; i < workload.pending; i++) {
                new Held().schedule(model.draw());
            }
            hold(workload.expected.events());
            workload.expected.hold("SSJ", model);
        }

        private void hold(int events) {
            left = events;
            simulator.start();
        }
    }

    @Benchmark
    public long ssj(Ssj state) {
        state.hold(EVENTS);
        return state.model.check();
    }

    @State(Scope.Thread)
    public static class CloudSimPlus {
        private final HoldModel model = new HoldModel();
        private final FutureQueue queue = new FutureQueue();

        private static SimEvent event(long at, Owner owner) {
            return new CloudSimEvent(SimEvent.Type.SEND, at, SimEntity.NULL, SimEntity.NULL, 0, owner);
        }

        @Setup
        public void fill(Workload workload) {
            for (int i = 0; i < workload.pending; i++) {
                queue.addEvent(event(model.draw(), new Owner(model)));
            }
            hold(workload.expected.events());
            workload.expected.hold("CloudSim Plus", model);
        }

        private void hold(int events) {
            for (int i = 0; i < events; i++) {
                SimEvent event = queue.first();
                queue.remove(event);
                Owner owner = (Owner) event.getData();
                queue.addEvent(event(owner.handle((long) event.getTime()), owner));
            }
        }
    }

    @Benchmark
    public long cloudSimPlus(CloudSimPlus state) {
        state.hold(EVENTS);
        return state.model.check();
    }
}
