using PresenceOfMind.Bench;
using PresenceOfMind.Bench.Http;
using PresenceOfMind.Bench.Serving;

return args switch
{
    ["http", .. var rest] => await HttpBench.RunAsync(new BenchArguments(rest)),
    ["serve", var folder] => await BenchServer.RunAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench/PresenceOfMind.Bench -- http [fetch|set|both] [seconds] [rounds]
               requests a second of the server, as ratios to bare endpoints in the same process; default both, 3 seconds, 5 rounds
        """);
    return 2;
}
