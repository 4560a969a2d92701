package dev.censim.scenarios.read;

import dev.censim.model.Scenario;
import dev.censim.model.Scenario.EspComputation;
import dev.censim.model.billing.Prices;
import dev.censim.model.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a scenario file. Never throws for what a file holds: each problem becomes a {@link Diagnostic}, and all of them are
 * reported together. The language is described in {@code docs/scenario-language.md}.
 */
public final class ScenarioReader {

    /** In octets. A thousand sites written out take two thirds of it. */
    public static final int SIZE_LIMIT = 1 << 20;

    /** The YAML scanner takes a time that grows with the square of a word's length. */
    static final int LINE_LIMIT = 100_000;

    private static final Duration LONGEST_RUN = Duration.ofDays(366);

    private ScenarioReader() {}

    /** Reads a file of UTF-8 text. */
    public static ReadResult read(Path file) {
        Diagnostics diagnostics = new Diagnostics(file.toString());
        Optional<String> text = load(file, diagnostics);
        return text.isPresent() ? parse(file.toString(), text.get(), diagnostics) : refused(diagnostics);
    }

    /**
     * Reads text.
     *
     * @param name stands for the file in diagnostics
     */
    public static ReadResult read(String name, String text) {
        return parse(name, text, new Diagnostics(name));
    }

    /**
     * Reads the octets of a file, wherever it lies.
     *
     * @param name stands for the file in diagnostics
     */
    public static ReadResult read(String name, byte[] octets) {
        Diagnostics diagnostics = new Diagnostics(name);
        return text(octets, diagnostics)
                .<ReadResult>map(text -> parse(name, text, diagnostics))
                .orElseGet(() -> refused(diagnostics));
    }

    /** A duration as scenarios write it; empty when the text is none. */
    public static Optional<Duration> duration(String text) {
        return Units.DURATION.parse().apply(text);
    }

    static ReadResult.Refused refused(Diagnostics diagnostics) {
        return new ReadResult.Refused(diagnostics.sorted());
    }

    static Optional<String> load(Path file, Diagnostics diagnostics) {
        if (Files.isDirectory(file)) {
            diagnostics.error(Mark.START, "is a directory", "name a scenario file in it");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return text(in.readNBytes(SIZE_LIMIT + 1), diagnostics);
        } catch (NoSuchFileException e) {
            diagnostics.error(Mark.START, "there is no such file");
        } catch (IOException e) {
            diagnostics.error(Mark.START, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> text(byte[] octets, Diagnostics diagnostics) {
        if (octets.length > SIZE_LIMIT) {
            tooLong(diagnostics);
            return Optional.empty();
        }
        return decode(octets, diagnostics);
    }

    private static void tooLong(Diagnostics diagnostics) {
        diagnostics.error(
                Mark.START,
                "longer than " + (SIZE_LIMIT >> 20) + " MiB; no scenario needs that",
                "write like sites once, under 'repeat'");
    }

    private static Optional<String> decode(byte[] octets, Diagnostics diagnostics) {
        boolean utf16 = octets.length >= 2
                && ((octets[0] & 0xff) == 0xfe && (octets[1] & 0xff) == 0xff
                        || (octets[0] & 0xff) == 0xff && (octets[1] & 0xff) == 0xfe);
        if (utf16) {
            diagnostics.error(Mark.START, "is UTF-16 text; allowed: UTF-8", "save it as UTF-8");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(octets.length + 1);
        ByteBuffer in = ByteBuffer.wrap(octets);
        CoderResult result = decoder.decode(in, text, true);
        text.flip();
        if (result.isError()) {
            diagnostics.error(
                    markAt(text.toString(), text.length()),
                    String.format(Locale.ROOT, "octet 0x%02x is not UTF-8 text", in.get(in.position()) & 0xff),
                    "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.toString());
    }

    /** Line and column of an index, in characters. */
    private static Mark markAt(String text, int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Mark(line, text.codePointCount(start, index) + 1);
    }

    private static ReadResult parse(String name, String raw, Diagnostics diagnostics) {
        return compose(name, raw, diagnostics)
                .flatMap(written -> Templates.unfold(written, diagnostics))
                .map(root -> accept(name, root, diagnostics))
                .orElseGet(() -> refused(diagnostics));
    }

    /** The tree of a text as it is written; empty after an error has been reported. */
    static Optional<Node.Mapping> compose(String name, String raw, Diagnostics diagnostics) {
        if (raw.length() > SIZE_LIMIT) {
            tooLong(diagnostics);
            return Optional.empty();
        }
        String text = raw.startsWith("\ufeff") ? raw.substring(1) : raw;
        int control = firstControl(text);
        if (control >= 0) {
            diagnostics.error(
                    markAt(text, control),
                    String.format(Locale.ROOT, "control character \\u%04x; allowed: text", (int) text.charAt(control)),
                    "this does not look like a scenario file");
            return Optional.empty();
        }
        int longLine = firstLongLine(text);
        if (longLine > 0) {
            diagnostics.error(
                    new Mark(longLine, 1), "a line of more than " + LINE_LIMIT + " characters", "break it into lines");
            return Optional.empty();
        }
        return YamlText.compose(name, text, diagnostics);
    }

    /** Reads a tree whose templates have been unfolded. */
    static ReadResult accept(String name, Node.Mapping root, Diagnostics diagnostics) {
        Draft draft = new Draft(diagnostics);
        Scenario scenario = scenario(new Cursor(root, "a scenario", diagnostics), draft);
        Positions positions = new Positions(name, draft.cloudSettings, draft.customerSettings);
        return diagnostics.hasErrors()
                ? refused(diagnostics)
                : new ReadResult.Accepted(scenario, diagnostics.sorted(), positions);
    }

    private static int firstLongLine(String text) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            } else if (i - start >= LINE_LIMIT) {
                return line;
            }
        }
        return 0;
    }

    private static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lonely = Character.isSurrogate(c) && !isPair(text, i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f || lonely || c >= 0xfffe) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static Scenario scenario(Cursor at, Draft draft) {
        String name = at.required("scenario", Forms.NAME_FORM);
        String description = at.or("description", Forms.TEXT, "").strip();
        long seed = at.or("seed", Units.integer(0, 999_999_999_999_999_999L), 1L);
        Duration duration = at.required(
                "duration",
                Units.POSITIVE_DURATION.where(
                        d -> !d.isZero() && d.compareTo(LONGEST_RUN) <= 0,
                        "a duration longer than" + " zero and up to 366d, such as 300s"));
        EspComputation esp = at.or(
                "esp", Form.oneOf(Arrays.asList(EspComputation.values()), EspComputation::text), EspComputation.REAL);
        Cursor quotas = at.childOrEmpty("quotas", "quotas");
        long vpnQuota = quotas.or("vpnAttachmentsPerTransitRouter", Units.integer(1, 100_000), 50L);
        quotas.done();
        Optional<Prices> prices = at.child("prices", "prices").map(PricesReader::prices);
        // Moments are held against the duration; when that is wrong itself, they are not.
        Duration horizon = at.sound("duration") ? duration : Duration.ofDays(10_000);

        NetworkReader network = new NetworkReader(draft);
        SiteReader sites = new SiteReader(draft, network);
        at.children("regions", "a region").forEach(network::region);
        at.children("transitRouters", "a transit router").forEach(network::transitRouter);
        at.children("vpcs", "a VPC").forEach(sites::vpc);
        at.children("vpnGateways", "a VPN gateway").forEach(new VpnGatewayReader(draft)::vpnGateway);
        at.children("ccns", "a CCN").forEach(sites::ccn);
        at.children("dataCenters", "a data centre").forEach(sites::dataCenter);
        at.children("paths", "a path").forEach(network::path);
        at.children("interRegionConnections", "an inter-region connection").forEach(network::interRegionConnection);
        Allocation allocation = new Allocation();
        List<Cursor> connections = at.children("vpnConnections", "an IPsec-VPN connection");
        connections.forEach(allocation::reserve);
        EcrReader ecrs = new EcrReader(draft, network);
        at.children("ecrs", "an ECR").forEach(ecrs::ecr);
        List<Cursor> vbrs = at.children("vbrs", "a VBR");
        FailoverGroups failoverGroups = new FailoverGroups(draft);
        at.children("vbrFailoverGroups", "a VBR failover group").forEach(failoverGroups::group);
        VbrHealthCheckReader vbrHealthChecks = new VbrHealthCheckReader(draft);
        vbrs.forEach(new VbrReader(draft, network, ecrs, failoverGroups, vbrHealthChecks)::vbr);
        VpnConnectionReader vpn = new VpnConnectionReader(draft, network, allocation, seed);
        connections.forEach(vpn::vpnConnection);
        TrafficReader traffic = new TrafficReader(draft, horizon);
        at.children("traffic", "a flow").forEach(traffic::traffic);
        FaultReader faults = new FaultReader(draft, horizon);
        at.children("faults", "a fault").forEach(faults::fault);
        ChangeReader changes = new ChangeReader(draft, network, horizon);
        at.children("changes", "a change").forEach(changes::change);
        ExpectationReader expectations = new ExpectationReader(draft, horizon);
        at.children("expectations", "an expectation").forEach(expectations::expectation);
        ReliabilityReader reliability = new ReliabilityReader(draft);
        at.children("reliability", "a reliability").forEach(reliability::reliability);
        at.has("repeat");
        at.done();
        draft.names.resolve();
        new TopologyRules(draft).check(vpnQuota);
        new EcmpRules(draft).check();
        new AccountRules(draft).check();
        new HealthCheckRules(draft).check();
        new PrivateRules(draft).check();
        new RouteRules(draft).check();
        failoverGroups.check();
        vbrHealthChecks.check();
        new EcrRules(draft).check();
        new VpnGatewayRules(draft).check();

        Topology topology = new Topology(
                values(draft.regions.values()),
                values(draft.transitRouters.values()),
                values(draft.vpcs.values()),
                values(draft.dataCenters.values()),
                values(draft.paths.values()),
                values(draft.vpnConnections.values()),
                values(draft.vbrs.values()),
                values(draft.interRegionConnections.values()),
                values(draft.ecrs.values()),
                values(draft.vpnGateways.values()),
                values(draft.ccns.values()));
        return new Scenario(
                name,
                description,
                seed,
                duration,
                esp,
                topology,
                List.copyOf(draft.flows.values()),
                faults.faults(),
                expectations.expectations(),
                prices,
                changes.changes(),
                reliability.all());
    }

    private static <T> List<T> values(Collection<Declared<T>> declared) {
        return declared.stream().map(Declared::value).toList();
    }
}
