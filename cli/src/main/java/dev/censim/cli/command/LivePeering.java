package dev.censim.cli.command;

import dev.censim.cli.live.BgpStory;
import dev.censim.cli.live.LiveBgp;
import dev.censim.cli.live.PeeringSettings;
import dev.censim.cli.live.PrefixFile;
import dev.censim.cli.live.TunnelPeering;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does what {@code censim live bgp} was asked for. */
final class LivePeering {

    private final Terminal terminal;
    private final BgpOptions options;

    LivePeering(Terminal terminal, BgpOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    int execute() {
        if (options.scenario.isPresent() != options.tunnel.isPresent()) {
            return wrong("--scenario and --tunnel belong together");
        } else if (options.hold.isPresent() && !isHoldTime(options.hold.get())) {
            return wrong("--hold: 0, or 3 to 65535 seconds (RFC 4271 section 4.2)");
        } else if (options.limit.isPresent() && (options.limit.get() < 1 || options.limit.get() > 0xffff_ffffL)) {
            return wrong("--limit: 1 to 4294967295");
        } else if (options.scenario.isEmpty()) {
            return announcing(Optional.empty());
        }
        ReadResult result = ScenarioReader.read(options.scenario.get());
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        } else if (result instanceof ReadResult.Accepted accepted) {
            return ofTunnel(accepted.scenario(), options.tunnel.orElseThrow());
        }
        throw new AssertionError(result);
    }

    private static boolean isHoldTime(int seconds) {
        return seconds == 0 || seconds >= 3 && seconds <= 0xffff;
    }

    private int ofTunnel(Scenario scenario, String name) {
        List<String> names = TunnelPeering.names(scenario);
        return names.contains(name)
                ? announcing(Optional.of(new TunnelPeering(scenario, name, options.end)))
                : wrong("--tunnel " + name + ": the scenario has "
                        + (names.isEmpty() ? "no tunnel with BGP" : "BGP on " + String.join(", ", names)));
    }

    private int announcing(Optional<TunnelPeering> tunnel) {
        try {
            return speak(
                    tunnel, options.announce.isPresent() ? PrefixFile.read(options.announce.get()) : PrefixFile.NONE);
        } catch (PrefixFile.Unreadable e) {
            return wrong(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return wrong("--announce " + e.getMessage() + ": there is no such file");
        } catch (IOException e) {
            return wrong("--announce: " + e.getMessage());
        }
    }

    private int speak(Optional<TunnelPeering> tunnel, PrefixFile announced) {
        PeeringSettings settings = new PeeringSettings(
                options.localAs,
                options.peerAs,
                options.passive,
                options.hold,
                options.routerId,
                options.twoOctetAs,
                options.gracefulRestart,
                options.limit);
        InetSocketAddress bind = options.bind.orElseThrow();
        BgpStory story = new BgpStory(terminal.out());
        try (LiveBgp live = TunnelPeering.open(tunnel, settings, bind, options.peer.orElseThrow(), announced, story)) {
            boolean isHeld = UntilStopped.run(live, options.duration.orElse(Duration.ofDays(36_500)));
            story.sum();
            return isHeld ? ExitStatus.HELD : ExitStatus.NOT_HELD;
        } catch (IOException e) {
            return wrong("--bind " + bind.getAddress().getHostAddress() + ":" + bind.getPort() + ": " + e.getMessage());
        }
    }

    private int wrong(String sentence) {
        terminal.err().println("censim: " + sentence);
        return ExitStatus.WRONG_INPUT;
    }
}
