package dev.censim.interop;

import dev.censim.cli.live.Inside;
import dev.censim.cli.live.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Tests that share a lab, with a tunnel for each. Run by {@code ./mvnw verify -Pinterop}, as root. */
abstract class LabTest {

    static Lab lab;
    LabTunnel tunnel;
    Peer peer;

    @BeforeAll
    static void open() {
        Lab.require();
        lab = new Lab();
        System.out.println("judged by " + lab.version());
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @AfterEach
    void part() {
        if (tunnel != null) {
            tunnel.close();
        }
    }

    /** Both ends are configured; we begin at once when that is our role. */
    final void start(Setup setup, Role role) {
        start(setup, role, Inside.ANSWERING);
    }

    final void start(Setup setup, Role role, Inside inside) {
        tunnel = LabTunnel.start(lab, setup, role, inside);
        peer = tunnel.peer;
    }

    /** Both ends are configured and a tunnel is up; whoever has the role has begun. */
    final void establish(Setup setup, Role role) {
        establish(setup, role, Inside.ANSWERING);
    }

    final void establish(Setup setup, Role role, Inside inside) {
        start(setup, role, inside);
        tunnel.established(role);
    }
}
