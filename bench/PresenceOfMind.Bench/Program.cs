using PresenceOfMind.Bench.Http;

return args switch
{
    ["http", .. var rest] => await HttpBench.RunAsync(rest),
    ["serve", var folder] => await BenchServer.RunAsync(folder),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project bench/PresenceOfMind.Bench -- http [seconds] [rounds]
               requests a second of the server, as ratios to bare endpoints in the same process; default 5 seconds, 5 rounds
        """);
    return 2;
}
