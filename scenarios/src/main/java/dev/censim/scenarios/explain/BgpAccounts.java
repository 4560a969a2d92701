package dev.censim.scenarios.explain;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.topology.BgpDevice;
import dev.censim.scenarios.explain.message.BgpFrame;
import dev.censim.scenarios.explain.message.BgpFrame.Kind;
import dev.censim.scenarios.explain.message.BgpOpen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Tells a BGP session from its history. */
final class BgpAccounts {

    /** More than this is told from both its ends. */
    private static final int LINES = 24;

    private final BgpHistory history;

    private BgpAccounts(BgpHistory history) {
        this.history = history;
    }

    static BgpAccount of(BgpHistory history) {
        BgpAccounts accounts = new BgpAccounts(history);
        List<BgpAccount.Offer> opens = accounts.opens();
        return new BgpAccount(
                history.isUp(),
                List.of(accounts.cloud(), accounts.customer()),
                accounts.overTime(),
                opens,
                agreed(opens),
                accounts.attempt());
    }

    private BgpAccount.End cloud() {
        BgpSubject.End end = history.subject.cloud();
        return new BgpAccount.End(
                Side.CLOUD,
                history.subject.name(Side.CLOUD),
                end.localBgpIp(),
                end.localAsn(),
                end.peerBgpIp(),
                end.peerAsn(),
                state(Side.CLOUD));
    }

    private BgpAccount.End customer() {
        BgpDevice device = history.subject.device();
        return new BgpAccount.End(
                Side.CUSTOMER,
                history.subject.name(Side.CUSTOMER),
                device.localBgpIp(),
                device.localAsn(),
                device.peerBgpIp(),
                device.peerAsn(),
                state(Side.CUSTOMER));
    }

    /** Connect, Active and OpenSent follow each other for as long as nobody answers. */
    private Aspect state(Side side) {
        if (side == Side.CUSTOMER && !history.subject.device().enableBgp()) {
            return new Aspect("off", 0, "BGP is not enabled");
        }
        List<BgpMoved> moves =
                history.moves().stream().filter(moved -> moved.side() == side).toList();
        BgpState state = history.state(side);
        if (moves.isEmpty()) {
            return new Aspect(state.text(), 0, history.isCarried() ? "not begun" : "what carries it is down");
        }
        Optional<BgpMoved> change = moves.stream()
                .filter(moved -> moved.from() == BgpState.ESTABLISHED || moved.to() == BgpState.ESTABLISHED)
                .reduce((earlier, later) -> later);
        boolean isUp = state == BgpState.ESTABLISHED;
        return new Aspect(
                state.text(),
                change.map(BgpMoved::at).orElse(moves.get(0).at()),
                isUp ? "" : change.map(moved -> moved.cause().text()).orElse("it has not been up yet"));
    }

    private List<StoryLine> overTime() {
        List<StoryLine> lines = new ArrayList<>();
        List<BgpMoved> telling = history.moves().stream()
                .filter(moved -> moved.to() == BgpState.ESTABLISHED || moved.cause() != BgpCause.PROGRESS)
                .toList();
        for (int i = 0; i < telling.size(); ) {
            BgpMoved first = telling.get(i);
            int next = i + 1;
            while (next < telling.size() && isAlike(first, telling.get(next))) {
                next++;
            }
            lines.add(line(first, telling.get(next - 1), next - i));
            i = next;
        }
        return shortened(lines);
    }

    private static boolean isAlike(BgpMoved one, BgpMoved other) {
        return one.side() == other.side() && one.to() == other.to() && one.cause() == other.cause();
    }

    private static StoryLine line(BgpMoved first, BgpMoved last, int times) {
        String cause =
                first.cause() == BgpCause.PROGRESS ? "" : ": " + first.cause().text();
        String text = first.from().text() + " to " + first.to().text() + cause
                + (times == 1 ? "" : ", " + times + " times, the last at " + Time.format(last.at()) + " s");
        return new StoryLine(first.at(), OptionalInt.empty(), Optional.of(first.side()), false, text);
    }

    /** Of the last connection in which an OPEN was sent. */
    private List<BgpAccount.Offer> opens() {
        Optional<BgpFrame> last = history.last(frame -> frame.open().isPresent());
        return Stream.of(Side.values())
                .flatMap(side -> history
                        .last(frame -> frame.sender() == side
                                && frame.open().isPresent()
                                && last.map(open -> open.connection() == frame.connection())
                                        .orElse(false))
                        .stream())
                .map(frame -> new BgpAccount.Offer(
                        frame.sender(), frame.at(), frame.number(), frame.open().orElseThrow()))
                .toList();
    }

    private static Optional<BgpAccount.Agreement> agreed(List<BgpAccount.Offer> opens) {
        if (opens.size() < Side.values().length) {
            return Optional.empty();
        }
        BgpOpen one = opens.get(0).open();
        BgpOpen other = opens.get(1).open();
        return Optional.of(new BgpAccount.Agreement(
                Math.min(one.holdSeconds(), other.holdSeconds()),
                one.capabilities().stream()
                        .map(BgpAccounts::withoutTime)
                        .filter(capability -> other.capabilities().stream()
                                .map(BgpAccounts::withoutTime)
                                .anyMatch(capability::equals))
                        .toList()));
    }

    /** Each end has a restart time of its own. */
    private static String withoutTime(String capability) {
        return capability.replaceFirst(" \\d+ s$", "");
    }

    /** From the last SYN on that was not a repetition, until the session stood. */
    private List<StoryLine> attempt() {
        long begin = history.last(frame -> frame.kind() == Kind.SYN)
                .flatMap(syn -> history.frames().stream()
                        .filter(frame -> frame.kind() == Kind.SYN && frame.connection() == syn.connection())
                        .findFirst())
                .map(BgpFrame::at)
                .orElse(-1L);
        List<BgpFrame> frames = history.frames().stream()
                .filter(frame -> begin >= 0 && frame.at() >= begin)
                .toList();
        List<StoryLine> lines = new ArrayList<>();
        boolean[] isTold = new boolean[frames.size()];
        for (int i = 0; i < frames.size(); i++) {
            if (!isTold[i]) {
                lines.add(step(frames, i, isTold));
            }
        }
        return shortened(lines);
    }

    /** Repetitions of a step are told with it: a SYN without answer, or KEEPALIVEs and UPDATEs. */
    private static StoryLine step(List<BgpFrame> frames, int index, boolean[] isTold) {
        BgpFrame first = frames.get(index);
        BgpFrame last = first;
        int times = 1;
        for (int i = index + 1; i < frames.size(); i++) {
            if (frames.get(i).repeats(first)) {
                isTold[i] = true;
                last = frames.get(i);
                times++;
            }
        }
        String text = first.text()
                + (times == 1 ? "" : ", " + times + " times, the last at " + Time.format(last.at()) + " s");
        return new StoryLine(first.at(), OptionalInt.of(first.number()), Optional.of(first.sender()), true, text);
    }

    private static List<StoryLine> shortened(List<StoryLine> lines) {
        if (lines.size() <= LINES) {
            return lines;
        }
        int half = LINES / 2;
        List<StoryLine> ends = new ArrayList<>(lines.subList(0, half));
        String omitted = "... " + (lines.size() - 2 * half) + " more ...";
        ends.add(new StoryLine(lines.get(half).at(), OptionalInt.empty(), Optional.empty(), false, omitted));
        ends.addAll(lines.subList(lines.size() - half, lines.size()));
        return ends;
    }
}
