package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.policy.BgpRule;
import dev.censim.model.policy.CidrMatchMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rules of an import or export policy of a BGP session. */
final class BgpRuleReader {

    /** CEN takes as many AS numbers to prepend. */
    private static final int PREPEND_MAX = 32;

    private static final Map<String, Community> WELL_KNOWN =
            new TreeMap<>(Map.of("no-export", Community.NO_EXPORT, "no-advertise", Community.NO_ADVERTISE));

    private static final Form<Long> UNSIGNED = Units.integer(0, 0xffff_ffffL);
    private static final Form<Long> TIMES = Units.integer(1, PREPEND_MAX);
    private static final Form<CidrMatchMode> MODE =
            Form.oneOf(Arrays.asList(CidrMatchMode.values()), CidrMatchMode::text);
    private static final Form<Community> COMMUNITY = new Form<>(
            "a community such as 65001:100, no-export or no-advertise (RFC 1997)",
            Community.NO_EXPORT,
            text -> Optional.ofNullable(WELL_KNOWN.get(text)).or(() -> Community.tryParse(text)));

    /** FRR's words. */
    private enum Verdict {
        PERMIT,
        DENY;

        private String text() {
            return this == PERMIT ? "permit" : "deny";
        }
    }

    /** CEN's words. */
    private enum OperateMode {
        ADDITIVE,
        REPLACE;

        private String text() {
            return this == ADDITIVE ? "additive" : "replace";
        }
    }

    private final String policy;
    private final Asn own;

    /**
     * @param policy {@code importPolicy} or {@code exportPolicy}
     * @param own what a mere number of prepends puts in front
     */
    BgpRuleReader(String policy, Asn own) {
        this.policy = policy;
        this.own = own;
    }

    /** In the order of the file: the first that matches decides. */
    List<BgpRule> rules(Cursor at) {
        List<BgpRule> rules = new ArrayList<>();
        List<Cursor> children = at.children(policy, "a rule of a BGP policy");
        for (int i = 0; i < children.size(); i++) {
            BgpRule rule = rule(children.get(i));
            rules.add(rule);
            if (isForAll(rule.match()) && children.get(i).sound("match") && i + 1 < children.size()) {
                children.get(i + 1)
                        .warning(
                                "match",
                                "this rule of " + policy + " is never reached: the one before it matches every route",
                                "the first rule that matches decides: move the one without 'match' to the end");
            }
        }
        return rules;
    }

    private static boolean isForAll(BgpRule.Match match) {
        return match.prefixes().isEmpty()
                && match.asPath().isEmpty()
                && match.communities().isEmpty();
    }

    private BgpRule rule(Cursor at) {
        BgpRule.Match match = match(at.childOrEmpty("match", "a match of a BGP rule"));
        Verdict verdict = at.or("action", Form.oneOf(Arrays.asList(Verdict.values()), Verdict::text), Verdict.PERMIT);
        BgpRule.Change change = change(at.childOrEmpty("set", "the changes of a BGP rule"));
        at.done();
        at.check(
                "set",
                verdict == Verdict.PERMIT || !at.has("set"),
                "set: a route that is denied is not changed",
                "leave out 'set', or write action: permit");
        return new BgpRule(match, verdict == Verdict.PERMIT, change);
    }

    private static BgpRule.Match match(Cursor at) {
        BgpRule.Match match = new BgpRule.Match(
                SiteReader.values(at.list("prefixes", Forms.PREFIX)),
                at.or("cidrMatchMode", MODE, CidrMatchMode.INCLUDE),
                at.optional("asPath", Forms.ASN),
                SiteReader.values(at.list("communities", COMMUNITY)));
        at.done();
        at.check(
                "cidrMatchMode",
                !at.has("cidrMatchMode") || at.has("prefixes"),
                "cidrMatchMode without prefixes",
                "it says how the prefixes match: write prefixes, or leave it out");
        return match;
    }

    private BgpRule.Change change(Cursor at) {
        Optional<Long> localPreference = at.optional("localPreference", UNSIGNED);
        Optional<Long> med = at.optional("med", UNSIGNED);
        List<Asn> prepend = prepend(at);
        List<Community> communities = SiteReader.values(at.list("communities", COMMUNITY));
        OperateMode mode = at.or(
                "communityOperateMode",
                Form.oneOf(Arrays.asList(OperateMode.values()), OperateMode::text),
                OperateMode.ADDITIVE);
        at.done();
        at.check(
                "localPreference",
                localPreference.isEmpty() || policy.equals("importPolicy"),
                "localPreference: another AS is never told it (RFC 4271 section 5.1.5)",
                "write it under importPolicy; towards the cloud, med or prepend makes a route less preferred");
        at.check(
                "communityOperateMode",
                !at.has("communityOperateMode") || at.has("communities"),
                "communityOperateMode without communities",
                "it says what becomes of the communities: write communities; [] with replace takes all away");
        return new BgpRule.Change(localPreference, med, prepend, communities, mode == OperateMode.REPLACE);
    }

    /** How often the device's own AS number, or which ones. */
    private List<Asn> prepend(Cursor at) {
        boolean isList =
                at.node("prepend").filter(node -> node instanceof Node.Sequence).isPresent();
        if (!isList) {
            int times = at.optional("prepend", TIMES).map(Long::intValue).orElse(0);
            return Stream.generate(() -> own).limit(times).collect(Collectors.toList());
        }
        List<Asn> path = SiteReader.values(at.list("prepend", Forms.ASN));
        at.check(
                "prepend",
                path.size() <= PREPEND_MAX,
                "prepend: found " + path.size() + " AS numbers; allowed: " + PREPEND_MAX,
                "write fewer");
        return path;
    }
}
