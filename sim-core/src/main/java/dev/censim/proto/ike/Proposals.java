package dev.censim.proto.ike;

import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload.SecurityAssociation;
import dev.censim.wire.ike.Proposal;
import dev.censim.wire.ike.Protocol;
import dev.censim.wire.ike.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an end offers and which of the peer's offers it takes: RFC 7296 sections 2.7, 3.3 and 3.3.6. */
final class Proposals {

    private final int protocol;
    private final int spiLength;
    /** By transform type, the alternatives that this end can take, the best one first. */
    private final TreeMap<Integer, List<Transform>> wanted = new TreeMap<>();

    /**
     * What was chosen from an offer.
     *
     * @param answer the one proposal to answer with
     * @param peerSpi the SPI in the peer's proposal, empty in the first exchange of an IKE SA
     * @param group empty without a key exchange
     */
    record Choice(Proposal answer, Octets peerSpi, Optional<DhGroup> group) {}

    private Proposals(int protocol, int spiLength) {
        this.protocol = protocol;
        this.spiLength = spiLength;
    }

    /**
     * @param groups the groups on offer, the preferred one first
     * @param spiLength 0 in the first exchange, 8 when rekeying
     */
    static Proposals ike(IkeConfig config, List<DhGroup> groups, int spiLength) {
        Proposals proposals = new Proposals(Protocol.IKE, spiLength);
        proposals.wanted.put(Transform.ENCR, List.of(Algorithms.encryption(config.ikeEncAlg())));
        proposals.wanted.put(Transform.PRF, List.of(Algorithms.prf(config.ikeAuthAlg())));
        proposals.wanted.put(Transform.INTEG, List.of(Algorithms.integrity(config.ikeAuthAlg())));
        proposals.wanted.put(
                Transform.DH, groups.stream().map(Algorithms::group).toList());
        return proposals;
    }

    /** @param group of perfect forward secrecy; empty also in IKE_AUTH, which has no key exchange of its own (section 1.2) */
    static Proposals esp(IpsecConfig config, Optional<DhGroup> group) {
        Proposals proposals = new Proposals(Protocol.ESP, 4);
        proposals.wanted.put(Transform.ENCR, List.of(Algorithms.encryption(config.ipsecEncAlg())));
        proposals.wanted.put(Transform.INTEG, List.of(Algorithms.integrity(config.ipsecAuthAlg())));
        proposals.wanted.put(Transform.ESN, List.of(Algorithms.NO_ESN));
        group.ifPresent(pfs -> proposals.wanted.put(Transform.DH, List.of(Algorithms.group(pfs))));
        return proposals;
    }

    /** One proposal with every alternative. */
    SecurityAssociation offer(Octets ownSpi) {
        List<Transform> transforms = new ArrayList<>();
        wanted.values().forEach(transforms::addAll);
        return new SecurityAssociation(List.of(new Proposal(1, protocol, ownSpi, transforms)));
    }

    /** The first proposal that fits, with one transform of each type; section 2.7. */
    Optional<Choice> choose(SecurityAssociation offer, Octets ownSpi) {
        for (Proposal proposal : offer.proposals()) {
            Optional<List<Transform>> chosen = match(proposal);
            if (chosen.isPresent()) {
                Proposal answer = new Proposal(proposal.number(), protocol, ownSpi, chosen.get());
                return Optional.of(new Choice(answer, proposal.spi(), groupOf(chosen.get())));
            }
        }
        return Optional.empty();
    }

    /** Checks the peer's answer to {@link #offer}: exactly one of what was offered. */
    Optional<Choice> accept(SecurityAssociation answer) {
        if (answer.proposals().size() != 1) {
            return Optional.empty();
        }
        Proposal proposal = answer.proposals().get(0);
        return choose(answer, Octets.EMPTY)
                .filter(choice -> proposal.number() == 1
                        && choice.answer().transforms().size()
                                == proposal.transforms().size());
    }

    private Optional<List<Transform>> match(Proposal proposal) {
        if (proposal.protocol() != protocol || proposal.spi().length() != spiLength) {
            return Optional.empty();
        }
        TreeMap<Integer, List<Transform>> offered = new TreeMap<>();
        for (Transform transform : proposal.transforms()) {
            offered.computeIfAbsent(transform.type(), type -> new ArrayList<>()).add(transform);
        }
        List<Transform> chosen = new ArrayList<>();
        for (Map.Entry<Integer, List<Transform>> type : offered.entrySet()) {
            Optional<Transform> best = alternatives(type.getKey()).stream()
                    .filter(type.getValue()::contains)
                    .findFirst();
            if (best.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(best.get());
        }
        return offered.keySet().containsAll(wanted.keySet()) ? Optional.of(chosen) : Optional.empty();
    }

    /** Whoever wants no key exchange can still choose NONE; a type not known here makes the proposal unacceptable (3.3.6). */
    private List<Transform> alternatives(int type) {
        List<Transform> none = type == Transform.DH ? List.of(Algorithms.NO_DH) : List.of();
        return wanted.getOrDefault(type, none);
    }

    private static Optional<DhGroup> groupOf(List<Transform> chosen) {
        return chosen.stream()
                .filter(transform -> transform.type() == Transform.DH)
                .findFirst()
                .flatMap(transform -> Algorithms.group(transform.id()));
    }
}
