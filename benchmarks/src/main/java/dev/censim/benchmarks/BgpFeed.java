package dev.censim.benchmarks;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * The UPDATEs by which one peer tells a full table, as bytes, and those by which it takes it back. A set of attributes belongs to 37
 * prefixes, as in the Internet's table of 2025 in which about 24,000 sets serve 900,000; they lie in runs of neighbouring prefixes, as an
 * origin's do, and some sets have ten times as many as others. Each peer has other sets. The bytes come in slices of {@link #SLICE}
 * prefixes that end with a message.
 */
final class BgpFeed {

    static final int SLICE = 8192;

    /** The receiver's AS; that of a peer is its number more. */
    static final int ASN = 65_000;

    private static final int PREFIXES_PER_SET = 37;
    private static final int MEAN_RUN = 6;
    private static final int SYNTHETIC = 1_000_000;

    /** Header, both length fields and the longest prefix. */
    private static final int ROOM = BgpCodec.MAX_LENGTH - BgpCodec.HEADER - 4 - 5;

    private final int peer;
    private final List<byte[]> announcing = new ArrayList<>();
    private final List<byte[]> withdrawing = new ArrayList<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<PathAttributes> attributes = new ArrayList<>();

    /** @param peer from 1 on */
    BgpFeed(List<Prefix> table, int peer) {
        this.peer = peer;
        SplittableRandom random = new SplittableRandom(peer);
        int size = table.size() / SLICE * SLICE;
        List<List<Prefix>> sets = new ArrayList<>();
        for (int i = 0; i <= size / PREFIXES_PER_SET; i++) {
            sets.add(new ArrayList<>());
        }
        for (int i = 0; i < size; ) {
            List<Prefix> set = sets.get(random.nextInt(1 + random.nextInt(sets.size())));
            for (int run = 1 + random.nextInt(2 * MEAN_RUN - 1); run > 0 && i < size; run--) {
                set.add(table.get(i++));
            }
        }
        for (List<Prefix> set : sets) {
            PathAttributes shared = draw(random);
            for (Prefix prefix : set) {
                prefixes.add(prefix);
                attributes.add(shared);
            }
        }
        for (int from = 0; from < size; from += SLICE) {
            slice(from);
        }
    }

    /** The file that the system property {@code censim.table} names, a prefix a line, or a synthetic table. */
    static List<Prefix> table() {
        String file = System.getProperty("censim.table");
        if (file == null) {
            // BIRD refuses 127.0.0.0/8, and would be waited for in vain.
            return new FullTable(SYNTHETIC)
                    .prefixes().stream()
                            .filter(prefix -> prefix.network() >>> 24 != 127)
                            .sorted()
                            .toList();
        }
        try (InputStream raw = Files.newInputStream(Path.of(file));
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.endsWith(".gz") ? new GZIPInputStream(raw) : raw, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> Prefix.of(line.strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a peer is; the receiver is at 127.0.0.1. */
    static Ipv4 address(int peer) {
        return new Ipv4(0x7f000001 + (peer << 8));
    }

    static Asn asn(int peer) {
        return new Asn(ASN + peer);
    }

    List<byte[]> announcing() {
        return announcing;
    }

    List<byte[]> withdrawing() {
        return withdrawing;
    }

    /** In the order of the UPDATEs. */
    List<Prefix> prefixes() {
        return prefixes;
    }

    /** What the UPDATEs say of the prefix at the same place. */
    PathAttributes attributes(int index) {
        return attributes.get(index);
    }

    /** OPEN and KEEPALIVE, with which the peer establishes the session; it asks for no keepalives. */
    byte[] opening() {
        List<Capability> capabilities = List.of(
                new Capability.Multiprotocol(1, 1),
                new Capability.RouteRefresh(),
                new Capability.FourOctetAs(asn(peer)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                BgpCodec.encode(new BgpMessage.Open(ASN + peer, 0, new Ipv4(0x0a000001 + peer), capabilities), true));
        bytes.writeBytes(BgpCodec.encode(new BgpMessage.Keepalive(), true));
        return bytes.toByteArray();
    }

    private PathAttributes draw(SplittableRandom random) {
        Asn[] path = new Asn[random.nextInt(2, 7)];
        path[0] = asn(peer);
        for (int i = 1; i < path.length; i++) {
            path[i] = new Asn(random.nextInt(4) == 0 ? random.nextInt(131_072, 400_000) : random.nextInt(1, 23_000));
        }
        List<Community> communities = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            communities.add(new Community((random.nextInt(1, 64_000) << 16) + random.nextInt(1000)));
        }
        OptionalLong med = random.nextInt(5) == 0 ? OptionalLong.of(random.nextInt(1000)) : OptionalLong.empty();
        Origin origin = random.nextInt(10) == 0 ? Origin.INCOMPLETE : Origin.IGP;
        return PathAttributes.of(origin, AsPath.sequence(path), new Ipv4(0xc6336400 + peer))
                .withCommunities(communities)
                .withMed(med);
    }

    private void slice(int from) {
        ByteArrayOutputStream announced = new ByteArrayOutputStream();
        ByteArrayOutputStream withdrawn = new ByteArrayOutputStream();
        List<Prefix> pending = new ArrayList<>();
        int octets = 0;
        for (int i = from; i < from + SLICE; i++) {
            pending.add(prefixes.get(i));
            octets += octets(prefixes.get(i));
            boolean isLast = i + 1 == from + SLICE;
            if (isLast
                    || attributes.get(i + 1) != attributes.get(i)
                    || octets + BgpCodec.attributeOctets(attributes.get(i), true) > ROOM) {
                announced.writeBytes(BgpCodec.encode(BgpMessage.Update.announce(attributes.get(i), pending), true));
                pending.clear();
                octets = 0;
            }
        }
        for (int i = from; i < from + SLICE; i++) {
            pending.add(prefixes.get(i));
            octets += octets(prefixes.get(i));
            if (octets > ROOM || i + 1 == from + SLICE) {
                withdrawn.writeBytes(BgpCodec.encode(BgpMessage.Update.withdraw(pending), true));
                pending.clear();
                octets = 0;
            }
        }
        announcing.add(announced.toByteArray());
        withdrawing.add(withdrawn.toByteArray());
    }

    private static int octets(Prefix prefix) {
        return 1 + (prefix.length() + 7) / 8;
    }
}
