package dev.censim.scenarios.read;

import dev.censim.model.topology.Vbr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code vbrFailoverGroups}, and holds them to what the vendor says of them (Terraform {@code vpc_vbr_ha}). */
final class FailoverGroups {

    private static final String SOURCE = " (vendor, VBR failover group)";

    /** A group and where each of its VBRs is named. */
    private record Group(Cursor at, String name, List<Located<String>> vbrs) {}

    private final Draft draft;
    private final Map<String, Group> groupOf = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    FailoverGroups(Draft draft) {
        this.draft = draft;
    }

    void group(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<Located<String>> vbrs = at.requiredList("vbrs", Forms.NAME_FORM);
        at.done();
        vbrs.forEach(vbr -> draft.names.refer(vbr, Kind.VBR));
        at.check(
                "vbrs",
                vbrs.stream().map(Located::value).distinct().count() == 2 && vbrs.size() == 2,
                "vbrs: found " + vbrs.stream().map(Located::value).collect(Collectors.joining(", "))
                        + "; a failover group is of exactly two VBRs" + SOURCE,
                "name two; routes of more than two VBRs share traffic or stand by without a group");
        if (name.isPresent() && draft.names.declare(Kind.VBR_FAILOVER_GROUP, name.get())) {
            Group group = new Group(at, name.get().value(), vbrs);
            groups.put(group.name, group);
            vbrs.forEach(vbr -> join(vbr, group));
        }
    }

    private void join(Located<String> vbr, Group group) {
        Group first = groupOf.putIfAbsent(vbr.value(), group);
        if (first != null && first != group) {
            draft.diagnostics.error(
                    vbr.mark(),
                    Quote.of(vbr.value()) + " is in the failover group " + Quote.of(first.name)
                            + " already; a VBR is in one" + SOURCE,
                    "leave it out of one of them");
        }
    }

    /** The name of the group that a VBR is in. */
    Optional<String> of(String vbr) {
        return Optional.ofNullable(groupOf.get(vbr)).map(Group::name);
    }

    /** When the VBRs have been read. */
    void check() {
        for (Group group : groups.values()) {
            Vbr first = null;
            for (Located<String> named : group.vbrs) {
                Declared<Vbr> vbr = draft.vbrs.get(named.value());
                if (vbr == null) {
                    continue;
                }
                checkBfd(named, vbr);
                first = first == null ? vbr.value() : first;
                if (!uplink(first).equals(uplink(vbr.value()))) {
                    draft.diagnostics.error(
                            named.mark(),
                            Quote.of(named.value()) + " is at " + uplink(vbr.value()) + ", " + Quote.of(first.name())
                                    + " at " + uplink(first)
                                    + "; both VBRs of a failover group are in one region and at one of them" + SOURCE,
                            "name two VBRs of one transit router or ECR");
                }
            }
        }
    }

    /** In words. */
    private static String uplink(Vbr vbr) {
        return vbr.attachment()
                .map(attachment -> "transit router " + Quote.of(attachment.transitRouter()))
                .orElseGet(() -> "ECR "
                        + Quote.of(vbr.ecr().map(attachment -> attachment.ecr()).orElse("")));
    }

    private void checkBfd(Located<String> named, Declared<Vbr> vbr) {
        boolean isSound = vbr.at().sound("bgp");
        if (isSound && vbr.value().bgp().flatMap(Vbr.Bgp::bfd).isEmpty()) {
            draft.diagnostics.error(
                    named.mark(),
                    Quote.of(named.value()) + " has no BFD, which a failover group requires" + SOURCE,
                    "write at the VBR's bgp: bfd: {enable: true}");
        }
    }
}
