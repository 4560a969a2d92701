package dev.censim.reports.html;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vpc;
import dev.censim.reports.metrics.RunFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The network as a drawing: VPCs to the left, transit router or ECR, connections, data centres to the right. Few sites are drawn in full,
 * many as tiles. Parts say what they are and what strikes them: see {@link Svg#part}.
 */
public final class TopologyDrawing {

    static final double WIDTH = 1000;

    private static final int DRAWN_IN_FULL = 8;
    private static final int VPCS_IN_ONE_COLUMN = 6;

    private static final double MARGIN = 10;
    private static final double HEAD = 34;
    private static final double VPC_X = 26;
    private static final double VPC_WIDTH = 176;
    private static final double VPC_HEIGHT = 44;
    private static final double TILE_GAP = 8;
    private static final double ROUTER_X = 252;
    private static final double ROUTER_WIDTH = 112;
    private static final double SPOKE_X = 424;
    private static final double SPOKE_WIDTH = 128;
    private static final double FRAME_END = 568;
    private static final double SITE_X = 776;
    private static final double NAT_X = 728;
    private static final double NAT_WIDTH = 34;
    private static final double NAT_HEIGHT = 20;
    private static final double LINE_HEIGHT = 30;
    private static final double TILE_WIDTH = 104;
    private static final double TILE_HEIGHT = 40;
    private static final double LINK_GAP = 14;
    private static final int LINKS = 7;

    /** What stands to the left of a hub. */
    private record Box(String name, String below, String title, String is, String fails) {}

    /**
     * A router in the middle of a section.
     *
     * @param heading the region, or what else stands over the section
     */
    private record Center(String name, String kind, String heading, String title, List<Box> boxes) {}

    /** Where the box of a router begins and ends. */
    private record Edges(double top, double bottom) {}

    private final Topology topology;
    private final Health health;
    private final Svg body = new Svg();
    private final Map<String, Edges> routers = new LinkedHashMap<>();
    private int links;
    private double y = MARGIN;

    private TopologyDrawing(Topology topology, Health health) {
        this.topology = topology;
        this.health = health;
    }

    /** Coloured by the state at the end of a run. */
    static String of(RunFigures run) {
        return new TopologyDrawing(run.scenario().topology(), new Health(run))
                .svg("Topology, coloured by the state at the end of the run");
    }

    /** As it is built, whatever its state. */
    public static String of(Topology topology) {
        return new TopologyDrawing(topology, Health.untold()).svg("Topology");
    }

    private String svg(String title) {
        topology.transitRouters().forEach(this::section);
        topology.ecrs().forEach(this::section);
        topology.interRegionConnections().forEach(this::peerLink);
        String box = "0 0 " + Svg.number(WIDTH) + " " + Svg.number(y);
        return new Svg()
                        .open(
                                "svg",
                                "viewBox",
                                box,
                                "role",
                                "img",
                                "aria-labelledby",
                                "topology-title",
                                "class",
                                "drawing")
                        .text("title", title, "id", "topology-title")
                + body.toString()
                + "</svg>";
    }

    private void section(TransitRouter router) {
        List<Box> vpcs = topology.vpcs().stream()
                .filter(vpc -> vpc.attachment()
                        .filter(attachment -> attachment.transitRouter().equals(router.name()))
                        .isPresent())
                .map(TopologyDrawing::box)
                .toList();
        String title = "transit router " + router.name() + ", tables " + String.join(", ", router.routeTables());
        section(
                new Center(router.name(), "transit router", router.region(), title, vpcs),
                Spoke.of(topology, router.name(), health));
    }

    /** An ECR with its transit routers and VPCs, in whatever regions. */
    private void section(Ecr ecr) {
        List<Box> boxes = new ArrayList<>();
        ecr.transitRouters().forEach(association -> {
            String name = association.attachment().transitRouter();
            String told = association.allowedPrefixes().isEmpty()
                    ? ""
                    : ", data centres are told " + prefixes(association.allowedPrefixes());
            boxes.add(new Box(
                    name, "transit router", "transit router " + name + " of ECR " + ecr.name() + told, name, ""));
        });
        topology.vpcs().stream()
                .filter(vpc -> topology.ecrOf(vpc).filter(ecr::equals).isPresent())
                .map(TopologyDrawing::box)
                .forEach(boxes::add);
        String regions = String.join(", ", topology.regionsOf(ecr));
        String title = "ECR " + ecr.name() + ", AS number " + ecr.alibabaSideAsn() + ", in " + regions;
        section(new Center(ecr.name(), "ECR", regions, title, boxes), Spoke.of(topology, ecr, health));
    }

    private static Box box(Vpc vpc) {
        String hosts = vpc.hosts().stream()
                .map(host -> host.name() + " " + host.address())
                .collect(Collectors.joining(", "));
        String zones = vpc.vSwitches().stream()
                .filter(vSwitch ->
                        vpc.hosts().stream().anyMatch(host -> host.vSwitch().equals(Optional.of(vSwitch.name()))))
                .map(vSwitch -> " zone:" + vSwitch.zone())
                .distinct()
                .collect(Collectors.joining());
        return new Box(
                vpc.name(),
                prefixes(vpc.cidrBlocks()),
                "VPC " + vpc.name() + ", hosts " + hosts,
                vpc.name(),
                "attachment:" + vpc.name() + zones);
    }

    private void section(Center router, List<Spoke> spokes) {
        List<Box> vpcs = router.boxes();
        boolean full = spokes.size() <= DRAWN_IN_FULL;
        double spokesHeight = full ? fullHeight(spokes) : tilesHeight(spokes.size());
        double height = Math.max(Math.max(vpcsHeight(vpcs.size()), spokesHeight), 90);
        double top = y + HEAD;
        double frameEnd = full ? FRAME_END : ROUTER_X + ROUTER_WIDTH + 20;
        body.part("", "region:" + router.heading().replace(", ", " region:"));
        body.rect("region", MARGIN, y, frameEnd - MARGIN, height + HEAD + MARGIN, 12);
        body.close("g");
        body.label("small strong", MARGIN + 16, y + 22, Svg.fit(router.heading(), 300));
        double middle = top + height / 2;
        vpcs(vpcs, top, height, middle);
        double routerTop = middle - Math.max(70, height * 0.5) / 2;
        double routerHeight = Math.max(70, height * 0.5);
        routers.put(router.name(), new Edges(routerTop, routerTop + routerHeight));
        body.part(router.name(), "attachment:" + router.name());
        body.text("title", router.title());
        body.rect("router", ROUTER_X, routerTop, ROUTER_WIDTH, routerHeight, 10);
        body.label("middle strong onRouter", ROUTER_X + ROUTER_WIDTH / 2, middle, Svg.fit(router.name(), ROUTER_WIDTH));
        body.label("middle small onRouter", ROUTER_X + ROUTER_WIDTH / 2, middle + 16, router.kind());
        body.close("g");
        if (full) {
            inFull(spokes, top + (height - spokesHeight) / 2, middle);
        } else {
            tiles(spokes, top, middle, height);
        }
        y += height + HEAD + MARGIN + 14;
    }

    private void vpcs(List<Box> vpcs, double top, double height, double middle) {
        int columns = vpcs.size() > VPCS_IN_ONE_COLUMN ? 2 : 1;
        double width = (VPC_WIDTH - (columns - 1) * TILE_GAP) / columns;
        double begin = top + (height - vpcsHeight(vpcs.size())) / 2;
        for (int i = 0; i < vpcs.size(); i++) {
            Box vpc = vpcs.get(i);
            double x = VPC_X + i % columns * (width + TILE_GAP);
            double at = begin + (i / columns) * (VPC_HEIGHT + TILE_GAP);
            body.part(vpc.is(), vpc.fails()).text("title", vpc.title());
            if (columns == 1) {
                body.curve("wire", VPC_X + width, at + VPC_HEIGHT / 2, ROUTER_X, middle);
            }
            body.rect("box", x, at, width, VPC_HEIGHT, 7);
            body.label("strong", x + 10, at + 19, Svg.fit(vpc.name(), width - 16));
            body.label("small", x + 10, at + 34, Svg.fitSmall(vpc.below(), width - 12));
            body.close("g");
        }
        if (columns > 1) {
            body.line("wire trunk", VPC_X + VPC_WIDTH + 6, middle, ROUTER_X, middle);
            body.line(
                    "wire trunk", VPC_X + VPC_WIDTH + 6, begin, VPC_X + VPC_WIDTH + 6, begin + vpcsHeight(vpcs.size()));
        }
    }

    private void inFull(List<Spoke> spokes, double begin, double middle) {
        double at = begin;
        for (int i = 0; i < spokes.size(); i++) {
            Spoke spoke = spokes.get(i);
            boolean firstOfSite = i == 0 || !spokes.get(i - 1).site().equals(spoke.site());
            if (firstOfSite) {
                site(spokes, i, at);
                at += HEAD;
            }
            spoke(spoke, at, middle);
            at += height(spoke);
        }
    }

    /** The box of a data centre, around the ends of all that leads there. */
    private void site(List<Spoke> spokes, int first, double at) {
        String site = spokes.get(first).site();
        double height = HEAD;
        for (int i = first; i < spokes.size() && spokes.get(i).site().equals(site); i++) {
            height += height(spokes.get(i));
        }
        body.part(site, "");
        body.rect("box site", SITE_X, at, WIDTH - MARGIN - SITE_X, height - TILE_GAP, 10);
        body.label("strong", SITE_X + 14, at + 20, Svg.fit(site, 150));
        topology.dataCenters().stream()
                .filter(center -> center.name().equals(site))
                .map(DataCenter::cidrBlocks)
                .forEach(blocks -> body.label("small right", WIDTH - MARGIN - 12, at + 20, prefixes(blocks)));
        body.close("g");
    }

    private void spoke(Spoke spoke, double at, double middle) {
        double height = height(spoke) - TILE_GAP - 4;
        body.part(spoke.name(), "attachment:" + spoke.name());
        body.curve("wire", ROUTER_X + ROUTER_WIDTH, middle, SPOKE_X, at + height / 2);
        body.rect("box", SPOKE_X, at, SPOKE_WIDTH, height, 7);
        body.label("middle strong", SPOKE_X + SPOKE_WIDTH / 2, at + height / 2 + 4, Svg.fit(spoke.name(), SPOKE_WIDTH));
        body.close("g");
        for (int i = 0; i < spoke.lines().size(); i++) {
            Spoke.Line line = spoke.lines().get(i);
            double lineY = lineY(spoke, i, at);
            double end = line.nat().isPresent() ? NAT_X : SITE_X;
            body.part(line.is(), line.fails()).text("title", line.title());
            body.line("tunnel " + line.style(), SPOKE_X + SPOKE_WIDTH, lineY, SITE_X + 14, lineY);
            body.label("small", FRAME_END + 14, lineY - 6, Svg.fitSmall(line.label(), end - FRAME_END - 40));
            body.part(line.far(), "customerGateway:" + line.far());
            body.put("circle", "class", "end " + line.style(), "cx", SITE_X + 14, "cy", lineY, "r", 4.5);
            body.label("", SITE_X + 26, lineY + 4, Svg.fit(line.far(), 180));
            body.close("g");
            hit(line, end - 22, lineY);
            body.close("g");
        }
        nats(spoke, at);
    }

    private static double lineY(Spoke spoke, int line, double at) {
        double middle = at + (height(spoke) - TILE_GAP - 4) / 2;
        return middle + (line - (spoke.lines().size() - 1) / 2.0) * LINE_HEIGHT + 4;
    }

    /** A NAT stands across all lines to the gateway behind it. */
    private void nats(Spoke spoke, double at) {
        int first = 0;
        for (int i = 0; i < spoke.lines().size(); i++) {
            Spoke.Line line = spoke.lines().get(i);
            boolean isLast = i + 1 == spoke.lines().size()
                    || !spoke.lines().get(i + 1).far().equals(line.far());
            if (isLast && line.nat().isPresent()) {
                nat(line.nat().get(), lineY(spoke, first, at), lineY(spoke, i, at));
            }
            first = isLast ? i + 1 : first;
        }
    }

    private void nat(String title, double firstY, double lastY) {
        body.open("g").text("title", title);
        body.rect("box", NAT_X, firstY - NAT_HEIGHT / 2, NAT_WIDTH, lastY - firstY + NAT_HEIGHT, 4);
        body.label("middle small", NAT_X + NAT_WIDTH / 2, (firstY + lastY) / 2 + 4, "NAT");
        body.close("g");
    }

    private void hit(Spoke.Line line, double x, double at) {
        if (line.hit()) {
            body.put(
                    "path",
                    "class",
                    "fault",
                    "d",
                    "M" + Svg.number(x + 2) + " " + Svg.number(at - 9) + "l-7 10h5l-3 8 9-11h-5l4-7z");
        }
    }

    private void tiles(List<Spoke> spokes, double top, double middle, double height) {
        double x0 = ROUTER_X + ROUTER_WIDTH + 64;
        double begin = top + (height - tilesHeight(spokes.size())) / 2;
        body.line("wire trunk", ROUTER_X + ROUTER_WIDTH, middle, x0 - 14, middle);
        body.line("wire trunk", x0 - 14, begin, x0 - 14, begin + tilesHeight(spokes.size()) - TILE_GAP);
        for (int i = 0; i < spokes.size(); i++) {
            Spoke spoke = spokes.get(i);
            double x = x0 + i % tileColumns() * (TILE_WIDTH + TILE_GAP);
            double at = begin + (i / tileColumns()) * (TILE_HEIGHT + TILE_GAP);
            body.part(spoke.name() + " " + spoke.site(), "attachment:" + spoke.name() + gateways(spoke))
                    .text(
                            "title",
                            spoke.name() + " to " + spoke.site() + "\n"
                                    + spoke.lines().stream()
                                            .map(Spoke.Line::title)
                                            .collect(Collectors.joining("\n")));
            body.rect("box", x, at, TILE_WIDTH, TILE_HEIGHT, 6);
            body.label("small strong", x + 8, at + 17, Svg.fit(spoke.name(), TILE_WIDTH - 12));
            double width = (TILE_WIDTH - 16 - (spoke.lines().size() - 1) * 4)
                    / Math.max(1, spoke.lines().size());
            for (int k = 0; k < spoke.lines().size(); k++) {
                Spoke.Line line = spoke.lines().get(k);
                double barX = x + 8 + k * (width + 4);
                body.part(line.is(), line.fails());
                body.rect("bar " + line.style() + (line.hit() ? " struck" : ""), barX, at + 25, width, 7, 3);
                body.close("g");
            }
            body.close("g");
        }
    }

    private static String gateways(Spoke spoke) {
        return spoke.lines().stream()
                .map(line -> " customerGateway:" + line.far())
                .distinct()
                .collect(Collectors.joining());
    }

    /** Between two routers, which stand one below the other. */
    private void peerLink(InterRegionConnection link) {
        List<Edges> ends = link.attachments().stream()
                .flatMap(attachment -> Optional.ofNullable(routers.get(attachment.transitRouter())).stream())
                .sorted(Comparator.comparingDouble(Edges::top))
                .toList();
        if (ends.size() == 2) {
            double x = ROUTER_X + ROUTER_WIDTH / 2 + LINK_GAP * (links++ % LINKS - LINKS / 2);
            double from = ends.get(0).bottom();
            double to = ends.get(1).top();
            body.part(link.name(), "peerLink:" + link.name()).text("title", "connection " + link.name());
            body.line("tunnel plain", x, from, x, to);
            body.label("small", x + 8, (from + to) / 2 + 4, link.name());
            body.close("g");
        }
    }

    private static double fullHeight(List<Spoke> spokes) {
        double lines = spokes.stream().mapToDouble(TopologyDrawing::height).sum();
        return lines + spokes.stream().map(Spoke::site).distinct().count() * HEAD;
    }

    private static double height(Spoke spoke) {
        return Math.max(1, spoke.lines().size()) * LINE_HEIGHT + TILE_GAP + 12;
    }

    private static double tilesHeight(int tiles) {
        return (tiles + tileColumns() - 1) / tileColumns() * (TILE_HEIGHT + TILE_GAP);
    }

    private static int tileColumns() {
        return (int) ((WIDTH - MARGIN - ROUTER_X - ROUTER_WIDTH - 64 + TILE_GAP) / (TILE_WIDTH + TILE_GAP));
    }

    private static double vpcsHeight(int vpcs) {
        int rows = vpcs > VPCS_IN_ONE_COLUMN ? (vpcs + 1) / 2 : vpcs;
        return rows * (VPC_HEIGHT + TILE_GAP) - TILE_GAP;
    }

    private static String prefixes(List<Prefix> blocks) {
        return blocks.stream().map(Prefix::toString).collect(Collectors.joining(", "));
    }
}
