package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Messages of every kind, drawn from a seed. */
final class RandomMessages {

    private final Dice dice;

    RandomMessages(long seed) {
        dice = new Dice(seed);
    }

    BgpMessage message() {
        return switch (dice.upTo(6)) {
            case 0 -> open();
            case 1 -> new BgpMessage.Notification(dice.upTo(256), dice.upTo(256), octets(dice.upTo(40)));
            case 2 -> new BgpMessage.Keepalive();
            case 3 -> new BgpMessage.RouteRefresh(dice.upTo(0x10000), dice.upTo(256), dice.upTo(256));
            default -> update();
        };
    }

    private BgpMessage.Open open() {
        List<Capability> capabilities = new ArrayList<>();
        for (int i = dice.upTo(12); i > 0; i--) {
            capabilities.add(
                    switch (dice.upTo(5)) {
                        case 0 -> new Capability.Multiprotocol(dice.upTo(0x10000), dice.upTo(256));
                        case 1 -> new Capability.RouteRefresh();
                        case 2 -> new Capability.FourOctetAs(asn());
                        case 3 -> new Capability.GracefulRestart(dice.upTo(16), dice.upTo(4096), families());
                        default -> new Capability.Other(66 + dice.upTo(180), octets(dice.upTo(60)));
                    });
        }
        int hold = dice.upTo(4) == 0 ? 0 : 3 + dice.upTo(0xfffd);
        return new BgpMessage.Open(1 + dice.upTo(0xffff), hold, new Ipv4((int) dice.nextLong() | 1), capabilities);
    }

    private List<Capability.GracefulRestart.Family> families() {
        List<Capability.GracefulRestart.Family> families = new ArrayList<>();
        for (int i = dice.upTo(4); i > 0; i--) {
            families.add(new Capability.GracefulRestart.Family(dice.upTo(0x10000), dice.upTo(256), dice.upTo(256)));
        }
        return families;
    }

    BgpMessage.Update update() {
        if (dice.upTo(8) == 0) {
            List<RawAttribute> bare = List.of(new RawAttribute(RawAttribute.OPTIONAL, 14, octets(dice.upTo(300))));
            return new BgpMessage.Update(
                    Nlri.of(prefixes(dice.upTo(9))), Optional.empty(), Nlri.EMPTY, bare, List.of());
        }
        List<Prefix> announced = prefixes(dice.upTo(20));
        Optional<PathAttributes> attributes = announced.isEmpty() ? Optional.empty() : Optional.of(attributes());
        return new BgpMessage.Update(
                Nlri.of(prefixes(dice.upTo(20))), attributes, Nlri.of(announced), List.of(), List.of());
    }

    PathAttributes attributes() {
        List<Community> communities = new ArrayList<>();
        for (int i = dice.upTo(4); i > 0; i--) {
            communities.add(new Community((int) dice.nextLong()));
        }
        List<RawAttribute> unknown = new ArrayList<>();
        for (int type = 32; type < 256 && dice.coin(); type += 1 + dice.upTo(40)) {
            int flags = RawAttribute.OPTIONAL | dice.upTo(4) << 5;
            unknown.add(new RawAttribute(flags, type, octets(dice.upTo(300))));
        }
        return new PathAttributes(
                Origin.values()[dice.upTo(3)],
                path(),
                new Ipv4((int) dice.nextLong()),
                dice.coin() ? OptionalLong.of(dice.below(1L << 32)) : OptionalLong.empty(),
                dice.coin() ? OptionalLong.of(dice.below(1L << 32)) : OptionalLong.empty(),
                communities,
                dice.coin(),
                dice.coin() ? Optional.of(new Aggregator(asn(), new Ipv4((int) dice.nextLong()))) : Optional.empty(),
                unknown);
    }

    private AsPath path() {
        List<AsPath.Segment> segments = new ArrayList<>();
        for (int i = dice.upTo(4); i > 0; i--) {
            List<Asn> asns = new ArrayList<>();
            for (int n = 1 + dice.upTo(dice.upTo(9) == 0 ? 255 : 5); n > 0; n--) {
                asns.add(asn());
            }
            segments.add(new AsPath.Segment(AsPath.Segment.Type.values()[dice.upTo(2)], asns));
        }
        return new AsPath(segments);
    }

    private Asn asn() {
        return new Asn(1 + dice.below(dice.coin() ? 0xffff : Asn.MAX));
    }

    private List<Prefix> prefixes(int count) {
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            prefixes.add(Prefix.around(new Ipv4((int) dice.nextLong()), dice.upTo(33)));
        }
        return prefixes;
    }

    private Octets octets(int length) {
        return Octets.of(dice.bytes(length));
    }
}
