package dev.censim.kernel;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A running simulation as a value: actors, agenda, journal. Callers only ever hold it between instants, when no signal is under
 * way, so it can be forked at any time.
 */
public final class Simulation {

    /** An instant with more actions than this is a loop of actors waking each other. */
    public static final int ACTIONS_PER_INSTANT_MAX = 5_000_000;

    /** From so many actors on, those that act soon are read ahead; fewer are in a cache anyway. */
    private static final int MANY = 1 << 14;

    private final Actor[] actors;
    private final Agenda agenda;
    private final Agenda.Approach approach;
    private final Journal journal;
    private final Mailbox mail = new Mailbox();
    private final Turn turn = new CurrentTurn();
    private long now;
    private long events;
    private long eventsBeforeThisInstant;
    private Class<?> lastBroughtNear = Actor.class;

    private Simulation(Actor[] actors, Agenda agenda, Journal journal) {
        this.actors = actors;
        this.agenda = agenda;
        this.journal = journal;
        this.approach = actors.length < MANY ? Agenda.UNHEARD : this::bringNear;
    }

    /** A simulation at instant 0; an actor's id is its place in the list. */
    public static Simulation of(List<Actor> actors) {
        Actor[] array = actors.toArray(Actor[]::new);
        Agenda agenda = new Agenda(array.length);
        for (int id = 0; id < array.length; id++) {
            agenda.set(id, array[id].deadline());
        }
        return new Simulation(array, agenda, new Journal());
    }

    /** Runs everything that is due up to and including an instant. */
    public Simulation run(long until) {
        for (int id = agenda.first(until, approach); id >= 0; id = agenda.first(until, approach)) {
            advance(agenda.at(id));
            actors[id].wake(turn);
            settle(id);
            deliver();
        }
        advance(Math.max(now, until));
        assert agendaAgrees();
        return this;
    }

    /** Hands a signal to an actor now and lets everything that follows at this instant happen. */
    public Simulation inject(int actor, Signal signal) {
        mail.add(actor, signal);
        deliver();
        return run(now);
    }

    /** An equal simulation that is independent from now on. */
    public Simulation fork() {
        return fork(journal.fork());
    }

    /** An equal simulation that has noted nothing so far: to ask it something, of which this one must know nothing. */
    public Simulation forkWithoutPast() {
        return fork(new Journal());
    }

    /**
     * A part of this simulation that goes on by itself. What happens in it is what would have happened in the whole as long as nothing
     * comes to it from outside; what it hands out is for the caller to judge.
     *
     * @param present ids of the actors that are copied
     * @param outside takes the place of all others and never wants to act
     */
    public Simulation part(BitSet present, Actor outside) {
        Actor[] copies = new Actor[actors.length];
        Arrays.fill(copies, outside);
        Agenda deadlines = new Agenda(actors.length);
        for (int id = present.nextSetBit(0); id >= 0; id = present.nextSetBit(id + 1)) {
            copies[id] = actors[id].copy();
            deadlines.set(id, agenda.at(id));
        }
        return fork(copies, deadlines, journal.fork());
    }

    private Simulation fork(Journal past) {
        Actor[] copies = new Actor[actors.length];
        for (int id = 0; id < actors.length; id++) {
            copies[id] = actors[id].copy();
        }
        return fork(copies, agenda.copy(), past);
    }

    private Simulation fork(Actor[] copies, Agenda deadlines, Journal past) {
        Simulation fork = new Simulation(copies, deadlines, past);
        fork.now = now;
        fork.events = events;
        fork.eventsBeforeThisInstant = events;
        return fork;
    }

    public Journal journal() {
        return journal;
    }

    /** The instant up to which everything has happened. */
    public long now() {
        return now;
    }

    /** Wake-ups and signals handled so far. */
    public long events() {
        return events;
    }

    /** Reads an actor, no matter what: when it acts, the processor has it at hand. */
    private void bringNear(int id) {
        Class<?> its = actors[id].getClass();
        if (its != lastBroughtNear) {
            lastBroughtNear = its;
        }
    }

    private void advance(long instant) {
        if (instant < now) {
            throw new IllegalStateException(
                    "deadline " + instant + " before now " + now + ", actor " + describe(agenda.first()));
        }
        if (instant > now) {
            eventsBeforeThisInstant = events;
            now = instant;
        }
    }

    private void deliver() {
        while (!mail.isEmpty()) {
            int id = mail.actor();
            actors[id].accept(mail.remove(), turn);
            settle(id);
        }
    }

    private void settle(int id) {
        agenda.set(id, actors[id].deadline());
        if (++events - eventsBeforeThisInstant > ACTIONS_PER_INSTANT_MAX) {
            throw new IllegalStateException("more than " + ACTIONS_PER_INSTANT_MAX + " actions at " + Time.format(now)
                    + " s; actors going round: " + describe(id) + " and " + describe(agenda.first()));
        }
    }

    private String describe(int id) {
        return id < 0 ? "none" : id + " (" + actors[id].getClass().getSimpleName() + ")";
    }

    private boolean agendaAgrees() {
        for (int id = 0; id < actors.length; id++) {
            if (agenda.at(id) != actors[id].deadline()) {
                throw new AssertionError("agenda " + agenda.at(id) + " but deadline " + actors[id].deadline()
                        + ", actor " + describe(id));
            }
        }
        return true;
    }

    private final class CurrentTurn implements Turn {

        @Override
        public long now() {
            return now;
        }

        @Override
        public void to(int actor, Signal signal) {
            mail.add(actor, signal);
        }

        @Override
        public void note(Fact fact) {
            journal.note(fact);
        }
    }
}
