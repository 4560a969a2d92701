package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.change.TimedChange;
import dev.censim.model.fault.TimedFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Applies and repairs faults at their times, and makes the changes of operators. It is the last actor, so that a fault at an instant
 * acts after everything else that is due then; at one instant changes, repairs and faults follow in the order of the script.
 */
public final class FaultScript implements Actor {

    /** A fault and what it means for the actors. */
    public record Planned(TimedFault fault, List<Control.Delivery> apply, List<Control.Delivery> repair) {
        public Planned {
            apply = List.copyOf(apply);
            repair = List.copyOf(repair);
        }
    }

    /** A change and what it means for an actor. */
    public record PlannedChange(TimedChange change, Control.Delivery delivery) {}

    private sealed interface Step {
        long at();
    }

    private record FaultStep(long at, Planned planned, boolean isRepair) implements Step {}

    private record ChangeStep(long at, PlannedChange planned) implements Step {}

    private final int id;
    private final List<Step> pending;

    public FaultScript(int id, List<Planned> faults, List<PlannedChange> changes) {
        this.id = id;
        pending = new ArrayList<>();
        changes.forEach(planned -> pending.add(new ChangeStep(Time.of(planned.change.at()), planned)));
        faults.forEach(planned -> {
            pending.add(new FaultStep(Time.of(planned.fault.at()), planned, false));
            scheduleRepair(planned);
        });
        pending.sort(Comparator.comparingLong(Step::at));
    }

    private FaultScript(FaultScript other) {
        id = other.id;
        pending = new ArrayList<>(other.pending);
    }

    @Override
    public FaultScript copy() {
        return new FaultScript(this);
    }

    @Override
    public long deadline() {
        return pending.isEmpty() ? Time.NEVER : pending.get(0).at();
    }

    @Override
    public void wake(Turn turn) {
        while (deadline() <= turn.now()) {
            Step step = pending.remove(0);
            if (step instanceof FaultStep fault) {
                act(fault.planned, fault.isRepair, turn);
            } else if (step instanceof ChangeStep change) {
                turn.note(new NetworkFact.ChangeMade(turn.now(), id, change.planned.change));
                Control.Delivery delivery = change.planned.delivery;
                turn.to(delivery.actor(), delivery.signal());
            } else {
                throw new AssertionError(step);
            }
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Control.ScriptEnds) {
            pending.clear();
        } else if (signal instanceof Control.RepairNow now) {
            act(now.planned(), true, turn);
        } else if (signal instanceof Control.FaultNow now) {
            act(now.planned(), false, turn);
            scheduleRepair(now.planned());
            pending.sort(Comparator.comparingLong(Step::at));
        } else {
            throw new AssertionError(signal);
        }
    }

    private void scheduleRepair(Planned planned) {
        planned.fault.repairAt().ifPresent(at -> pending.add(new FaultStep(Time.of(at), planned, true)));
    }

    private void act(Planned planned, boolean isRepair, Turn turn) {
        turn.note(
                isRepair
                        ? new NetworkFact.FaultRepaired(turn.now(), id, planned.fault)
                        : new NetworkFact.FaultApplied(turn.now(), id, planned.fault));
        for (Control.Delivery delivery : isRepair ? planned.repair : planned.apply) {
            turn.to(delivery.actor(), delivery.signal());
        }
    }
}
