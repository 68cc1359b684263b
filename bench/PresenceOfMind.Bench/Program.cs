using System.Globalization;
using PresenceOfMind.Bench;
using PresenceOfMind.Bench.Client;
using PresenceOfMind.Bench.Comparing;
using PresenceOfMind.Bench.Dispatching;
using PresenceOfMind.Bench.Feed;
using PresenceOfMind.Bench.Http;
using PresenceOfMind.Bench.Keeping;
using PresenceOfMind.Bench.Latency;
using PresenceOfMind.Bench.Serving;
using PresenceOfMind.Bench.Teams;

return args switch
{
    ["http", .. var rest] => await HttpBench.RunAsync(new BenchArguments(rest)),
    ["feed", .. var rest] => await FeedBench.RunAsync(new BenchArguments(rest)),
    ["latency", .. var rest] => await LatencyBench.RunAsync(new BenchArguments(rest)),
    ["memory", .. var rest] => await MemoryBench.RunAsync(new BenchArguments(rest)),
    ["start", .. var rest] => await StartBench.RunAsync(new BenchArguments(rest)),
    ["client"] => await ClientBench.RunAsync(),
    ["team", .. var rest] => TeamBench.Run(new BenchArguments(rest)),
    ["tasks", .. var rest] => await TasksBench.RunAsync(new BenchArguments(rest)),
    ["keys", .. var rest] => await KeysBench.RunAsync(new BenchArguments(rest)),
    ["credentials", .. var rest] => await CredentialsBench.RunAsync(new BenchArguments(rest)),
    ["reaction", .. var rest] => await ReactionBench.RunAsync(new BenchArguments(rest)),
    ["load", .. var rest] => await LoadBench.RunAsync(new BenchArguments(rest)),
    ["compare", var former, var present, var pairs, .. { Length: > 0 } benchmark] =>
        await CompareBench.RunAsync(former, present, int.Parse(pairs, CultureInfo.InvariantCulture), benchmark),
    ["load-twice", var folder] => LoadBench.LoadTwice(folder),
    ["serve", var folder, var port] => await BenchServer.RunAsync(folder, int.Parse(port, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench/PresenceOfMind.Bench -- NAME

        http [fetch|set|both] [seconds] [rounds] [connections]
                 requests a second, as ratios to bare endpoints in the same process (both, 3, 5, and each of 32, 128 and 512)
        feed [seconds] [batch]
                 changes a second by the device feed (5, 1000)
        latency [watchers] [rounds]
                 from a change to the callbacks of 1, 100 and so many watchers (5000, 10)
        memory [people]
                 what people cost, in the directory and active (1000000)
        start [people]
                 import, and start to the first log-in (1000000)
        client
                 reading lists of 5,000 contacts, and changes a second that a watcher keeps up with
        team [rate|opening|both] [seconds] [workers]
                 decisions a second of a team's bare machine of 100, 1,000 and 10,000 workers or so many, and a whole team that opens
                 at once (both, 1)
        tasks [seconds] [rounds] [connections]
                 tasks a second added, assigned and completed through HTTP and disk, as ratios to bare endpoints (3, 5, 32 and 128)
        keys [seconds] [pairs] [connections]
                 tasks a second with API keys, as a ratio to without (3, 20, 32); ends with 1 where its confidence interval lies below 0.97
        credentials [pairs]
                 the time of refusing keys that are known, as a ratio to unknown ones (100); ends with 1 where a confidence interval lies
                 beyond 0.97 to 1.03
        reaction [times] [people]
                 from a presence that is set at the server to the task that its person gets (500, 100)
        load [events]
                 loading a team after a day of so many events, from its log alone and from a snapshot (100000)
        compare FORMER PRESENT PAIRS NAME ...
                 the benchmark NAME of two builds of this program, each given by its folder, in pairs that alternate; ends with 1 where
                 the confidence interval of a ratio lies below 0.95
        """);
    return 2;
}
