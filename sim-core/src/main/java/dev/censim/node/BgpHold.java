package dev.censim.node;

/** What keeps the BGP session of a tunnel or circuit down from outside of BGP; it outlasts a restart of the device. */
final class BgpHold {

    private int shutdowns;
    private int filters;

    BgpHold copy() {
        BgpHold copy = new BgpHold();
        copy.shutdowns = shutdowns;
        copy.filters = filters;
        return copy;
    }

    void act(Control.OfSession control) {
        if (control instanceof Control.BgpShutdown shutdown) {
            shutdowns += shutdown.begins() ? 1 : -1;
        } else if (control instanceof Control.BgpFilter filter) {
            filters += filter.begins() ? 1 : -1;
        }
    }

    /** Whether an operator wants the session down. */
    boolean isShutDown() {
        return shutdowns > 0;
    }

    /** Whether its packets are dropped. */
    boolean isFiltered() {
        return filters > 0;
    }
}
