package dev.censim.scenarios.explain;

import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A BGP session for people, in lines. */
final class BgpText {

    private final List<String> lines = new ArrayList<>();

    private BgpText() {}

    /** Both ends, which stand by themselves where no tunnel is told. */
    static List<String> ends(BgpAccount account) {
        BgpText text = new BgpText();
        for (BgpAccount.End end : account.ends()) {
            text.lines.add("");
            text.lines.add(end.side().text() + " (" + end.device() + ")");
            String why = end.state().why().isEmpty() ? "" : ": " + end.state().why();
            text.row(
                    "BGP",
                    end.state().state() + " since " + Time.format(end.state().since()) + " s" + why);
            text.peering(end);
        }
        return text.lines;
    }

    private void peering(BgpAccount.End end) {
        row("itself", end.localBgpIp() + ", AS " + end.asn());
        row("its peer", end.peerBgpIp() + ", AS " + end.peerAsn());
    }

    /** The session over time, what was offered, and the last attempt. */
    static List<String> of(BgpAccount account) {
        BgpText text = new BgpText();
        text.heading("BGP over time");
        text.story(account.overTime(), "it has not been up, and nothing has ended it");
        text.heading("BGP as negotiated");
        text.negotiated(account);
        text.heading("The last attempt of BGP");
        text.story(account.attempt(), "no segment for TCP port 179 was seen");
        return text.lines;
    }

    private void negotiated(BgpAccount account) {
        if (account.opens().isEmpty()) {
            lines.add("  no OPEN was seen");
        }
        for (BgpAccount.Offer offer : account.opens()) {
            row(
                    offer.side().text(),
                    offer.open().words() + "; " + String.join(", ", offer.open().capabilities()) + "  [frame "
                            + offer.frame() + "]");
        }
        account.agreed()
                .ifPresent(agreed -> row(
                        "both",
                        "hold time " + agreed.holdSeconds() + " s; " + String.join(", ", agreed.capabilities())));
    }

    private void story(List<StoryLine> story, String none) {
        if (story.isEmpty()) {
            lines.add("  " + none);
        }
        story.forEach(line -> lines.add(ExplanationText.line(line)));
    }

    private void heading(String heading) {
        lines.add("");
        lines.add(heading);
    }

    private void row(String name, String text) {
        lines.add(String.format(Locale.ROOT, "  %-13s %s", name, text).stripTrailing());
    }
}
