// What forwarding a UDP packet costs in ns-3, per router: a line of routers with static routes between two hosts, joined by 100 Gb/s links.
// build: g++ -std=c++17 -O3 SOURCE -o TARGET -lns3-core -lns3-network -lns3-internet -lns3-point-to-point -lns3-applications -lns3-traffic-control
//
// usage: ns3-forward [routers=10] [routes=10] [octets=64] [packets=N] [setting=lean|default]
//
// "nanosPerOp" is CPU time of the simulation's run divided by packets times routers, so the hosts' part is in it, as it is in
// ForwardingBenchmark. routes are static entries of each router besides the two that the packets need. Checksums are computed
// (ns-3 leaves them out unless told), because ours are. "lean" is ns-3 at its best: the fastest scheduler and no queue disc before the
// device's own queue; "default" has the map scheduler and the FqCoDel queue disc that ns-3 installs by itself. Debian's ns-3, the one
// that is measured, is built with logging compiled in; a build of one's own without it is faster. "check" is the number of packets received.

#include "ns3/applications-module.h"
#include "ns3/core-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"
#include "ns3/traffic-control-module.h"

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace ns3;

namespace
{

constexpr uint16_t PORT = 9;
constexpr uint32_t HEADERS = 28;

/** Between packets: the links are never the bottleneck. */
const Time INTERVAL = MicroSeconds(10);

/** A packet in every sixteenth of a run's share is left out of the measurement, and warms the caches up. */
constexpr uint32_t WARMUP_SHARE = 16;

struct Setting
{
    uint32_t routers = 10;
    uint32_t routes = 10;
    uint32_t octets = 64;
    uint32_t packets = 0;
    bool lean = true;
};

[[noreturn]] void
fail(const std::string& why)
{
    std::fprintf(stderr, "ns3-forward: %s\n", why.c_str());
    std::exit(1);
}

Setting
parse(int argc, char** argv)
{
    Setting setting;
    for (int i = 1; i < argc; i++)
    {
        std::string argument = argv[i];
        size_t split = argument.find('=');
        std::string key = argument.substr(0, split);
        std::string value = split == std::string::npos ? "" : argument.substr(split + 1);
        if (key == "setting" && (value == "lean" || value == "default"))
        {
            setting.lean = value == "lean";
            continue;
        }
        char* end = nullptr;
        uint32_t number = std::strtoul(value.c_str(), &end, 10);
        if (value.empty() || *end != '\0')
        {
            fail("what is " + argument + "?");
        }
        if (key == "routers" && number >= 1 && number <= 60)
            setting.routers = number;
        else if (key == "routes")
            setting.routes = number;
        else if (key == "octets" && number >= HEADERS + 12 && number <= 1500)
            setting.octets = number;
        else if (key == "packets" && number >= WARMUP_SHARE)
            setting.packets = number;
        else
            fail("what is " + argument + "?");
    }
    return setting;
}

double
cpuNanos()
{
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

Ipv4Address
address(const Ptr<Node>& node, uint32_t interface)
{
    return node->GetObject<Ipv4>()->GetAddress(interface, 0).GetLocal();
}

/** Host, routers, host, in a line: link i is 10.0.i.0/24. */
NodeContainer
line(const Setting& setting)
{
    NodeContainer nodes;
    nodes.Create(setting.routers + 2);
    InternetStackHelper stack;
    Ipv4StaticRoutingHelper routing;
    stack.SetRoutingHelper(routing);
    stack.SetIpv6StackInstall(false);
    stack.Install(nodes);
    PointToPointHelper link;
    link.SetDeviceAttribute("DataRate", StringValue("100Gbps"));
    link.SetChannelAttribute("Delay", StringValue("2us"));
    for (uint32_t i = 0; i <= setting.routers; i++)
    {
        NetDeviceContainer devices = link.Install(nodes.Get(i), nodes.Get(i + 1));
        Ipv4AddressHelper addresses(Ipv4Address((10u << 24) + (i << 8)), Ipv4Mask("255.255.255.0"));
        addresses.Assign(devices);
        if (setting.lean)
        {
            TrafficControlHelper control;
            control.Uninstall(devices);
        }
    }
    return nodes;
}

/** Every node knows the way to the receiver; every router has further entries, half of them to each side. */
void
route(const Setting& setting, const NodeContainer& nodes)
{
    Ipv4StaticRoutingHelper routing;
    Ipv4Address receiver((10u << 24) + (setting.routers << 8));
    for (uint32_t i = 0; i <= setting.routers; i++)
    {
        Ptr<Ipv4StaticRouting> table = routing.GetStaticRouting(nodes.Get(i)->GetObject<Ipv4>());
        uint32_t onward = i == 0 ? 1 : 2;
        Ipv4Address next = address(nodes.Get(i + 1), 1);
        table->AddNetworkRouteTo(receiver, Ipv4Mask("255.255.255.0"), next, onward);
        for (uint32_t k = 0; i > 0 && k < setting.routes; k++)
        {
            Ipv4Address network((20u << 24) + (k << 8));
            bool back = k % 2 == 1 && i > 1;
            table->AddNetworkRouteTo(network,
                                     Ipv4Mask("255.255.255.0"),
                                     back ? address(nodes.Get(i - 1), 2) : next,
                                     back ? 1 : onward);
        }
    }
}

} // namespace

int
main(int argc, char** argv)
{
    Setting setting = parse(argc, argv);
    if (setting.packets == 0)
    {
        // About a second: 2 to 12 us a router, and 25 to 40 ns for each further route.
        setting.packets = 1e9 / (setting.routers * (6000.0 + 35.0 * setting.routes) + 8000.0) + WARMUP_SHARE;
    }
    GlobalValue::Bind("ChecksumEnabled", BooleanValue(true));
    if (setting.lean)
    {
        GlobalValue::Bind("SchedulerType", StringValue("ns3::PriorityQueueScheduler"));
    }
    NodeContainer nodes = line(setting);
    route(setting, nodes);

    UdpServerHelper receiving(PORT);
    Ptr<Node> last = nodes.Get(setting.routers + 1);
    Ptr<UdpServer> server = receiving.Install(last).Get(0)->GetObject<UdpServer>();
    UdpClientHelper sending(address(last, 1), PORT);
    sending.SetAttribute("MaxPackets", UintegerValue(setting.packets));
    sending.SetAttribute("Interval", TimeValue(INTERVAL));
    sending.SetAttribute("PacketSize", UintegerValue(setting.octets - HEADERS));
    sending.Install(nodes.Get(0)).Start(Seconds(1));

    uint32_t warmup = setting.packets / WARMUP_SHARE;
    Simulator::Stop(Seconds(1) + INTERVAL * static_cast<int64_t>(warmup));
    Simulator::Run();
    uint64_t before = server->GetReceived();
    double begun = cpuNanos();
    Simulator::Stop(INTERVAL * static_cast<int64_t>(setting.packets));
    Simulator::Run();
    double nanos = cpuNanos() - begun;
    uint64_t received = server->GetReceived();
    Simulator::Destroy();
    if (received != setting.packets)
    {
        fail("received " + std::to_string(received) + " of " + std::to_string(setting.packets));
    }
    std::printf("{\"nanosPerOp\": %.1f, \"check\": \"%" PRIu64 "\"}\n",
                nanos / (received - before) / setting.routers,
                received);
    return 0;
}
