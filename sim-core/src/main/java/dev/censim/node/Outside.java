package dev.censim.node;

import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;

/** Stands for every actor that is not in a part of a network. It takes what they are handed, and does nothing. */
public final class Outside implements Actor {

    private final Border border;

    public Outside(Border border) {
        this.border = border;
    }

    @Override
    public long deadline() {
        return Time.NEVER;
    }

    @Override
    public void wake(Turn turn) {
        // It has no deadline.
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Control.RouteOffered offer) {
            border.crossed(offer.prefix());
        } else if (signal instanceof Control.RouteRetracted gone) {
            border.crossed(gone.prefix());
        } else if (signal instanceof Control.RoutePushed pushed) {
            border.crossed(pushed.prefix());
        } else if (signal instanceof Control.RoutePulled pulled) {
            border.crossed(pulled.prefix());
        } else if (signal instanceof Frame frame && frame.flow != Frame.NO_FLOW) {
            border.crossed(frame.flow);
        } else {
            border.crossed();
        }
    }

    @Override
    public Outside copy() {
        return this;
    }
}
