// What an event costs in ns-3: the hold model, in which each of `pending` objects handles its event and schedules its next one.
// build: g++ -std=c++17 -O3 SOURCE -o TARGET -lns3-core
//
// usage: ns3-hold [pending=1000] [scheduler=Map|PriorityQueue|Heap|List|Calendar] [events=N]
//
// The increments are those of HoldModel.java, number for number. "check" is HoldModel's digest of the instants at
// which all events were handled, those before the measured ones included; the order within one instant makes no difference to it.

#include "ns3/core-module.h"

#include <cinttypes>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace
{

constexpr uint64_t INCREMENTS = 1 << 16;
constexpr double MEAN_NANOS = 1e9;

std::vector<int64_t> increments(INCREMENTS);
uint64_t drawn = 0;
uint64_t handled = 0;
uint64_t warmup = 0;
uint64_t last = 0;
uint64_t check = 0;
double begin = 0;
double end = 0;

/** Exponential by inversion, from the uniform numbers of SplitMix64 with seed 1. */
void
Draw()
{
    uint64_t state = 1;
    for (int64_t& increment : increments)
    {
        state += 0x9e3779b97f4a7c15ULL;
        uint64_t z = state;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
        z ^= z >> 31;
        double uniform = ((z >> 11) + 0.5) * 0x1p-53;
        increment = 1 + static_cast<int64_t>(-std::log(uniform) * MEAN_NANOS);
    }
}

int64_t
Next()
{
    return increments[drawn++ & (INCREMENTS - 1)];
}

double
CpuNanos()
{
    timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

class Holder
{
  public:
    void Start()
    {
        ns3::Simulator::Schedule(ns3::NanoSeconds(Next()), &Holder::Handle, this);
    }

  private:
    void Handle()
    {
        now = ns3::Simulator::Now().GetNanoSeconds();
        check = 31 * check + now;
        Start();
        if (++handled == warmup)
        {
            begin = CpuNanos();
        }
        else if (handled == last)
        {
            end = CpuNanos();
            ns3::Simulator::Stop();
        }
    }

    int64_t now = 0;
};

int
Fail(const std::string& what)
{
    std::fprintf(stderr, "ns3-hold: %s\n", what.c_str());
    return 1;
}

} // namespace

int
main(int argc, char** argv)
{
    uint64_t pending = 1000;
    uint64_t events = 0;
    std::string scheduler = "Map";
    for (int i = 1; i < argc; i++)
    {
        std::string argument = argv[i];
        std::string value = argument.substr(argument.find('=') + 1);
        if (argument.rfind("pending=", 0) == 0)
        {
            pending = std::strtoull(value.c_str(), nullptr, 10);
        }
        else if (argument.rfind("events=", 0) == 0)
        {
            events = std::strtoull(value.c_str(), nullptr, 10);
        }
        else if (argument.rfind("scheduler=", 0) == 0)
        {
            scheduler = value;
        }
        else
        {
            return Fail("what is " + argument + "?");
        }
    }
    if (pending == 0)
    {
        return Fail("pending must be positive");
    }
    ns3::TypeId type;
    if (!ns3::TypeId::LookupByNameFailSafe("ns3::" + scheduler + "Scheduler", &type))
    {
        return Fail("ns-3 has no " + scheduler + "Scheduler");
    }
    // A sample takes two seconds at most, of which filling the list is the larger part when a million are pending.
    warmup = pending < 1000000 ? 200000 : 20000;
    last = warmup + (events != 0 ? events : pending < 1000000 ? 500000 : 100000);

    Draw();
    ns3::ObjectFactory factory;
    factory.SetTypeId(type);
    ns3::Simulator::SetScheduler(factory);
    std::vector<Holder> holders(pending);
    for (Holder& holder : holders)
    {
        holder.Start();
    }
    ns3::Simulator::Run();
    ns3::Simulator::Destroy();
    std::printf("{\"nanosPerOp\": %.2f, \"check\": \"%" PRIu64 "\"}\n", (end - begin) / (last - warmup), check);
    return 0;
}
