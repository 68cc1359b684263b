using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Xml;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Bench.Client;

/// <summary>What reading presence lists costs, and how many changes a watcher keeps up with.</summary>
internal static class ClientBench
{
    private const int Contacts = 5000;
    private const int WarmUps = 40;
    private const int Measured = 60;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        byte[][] basic = [Basic(PresenceState.Available), Basic(PresenceState.Busy)];
        var rich = Rich();
        Console.WriteLine($"{Contacts} contacts; medians of {Measured}");
        Console.WriteLine("what           size KiB   time ms   alloc KiB   to a walking XmlReader");
        var walk = Print("basic, walked", basic[0], 0, () => Walk(basic[0]));
        Print("basic, read", basic[0], walk, () => RestAnswers.ReadBasicList(basic[0]).Count);
        var walkRich = Print("rich, walked", rich, 0, () => Walk(rich));
        Print("rich, read", rich, walkRich, () => RestAnswers.ReadRichList(rich).Count);
        await WatchAsync(basic);
        return 0;
    }

    private static async Task WatchAsync(byte[][] bodies)
    {
        await using var server = await ClientBenchServer.StartAsync(bodies);
        using var client = new PwsClient(new PwsClientOptions { Server = server.Address });
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var round = 0; round < 4; round++)
        {
            var (one, other) = (await FetchAsync(client), await WatchAsync(client, server.Address));
            if (round > 0)
            {
                alone.Add(one);
                watched.Add(other);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"each fetch shows {Contacts} changes, by HTTP, one fetch after the other; medians of {alone.Count} rounds of {Duration.TotalSeconds} s");
        Console.WriteLine($"fetching alone     {Median(alone) * Contacts,12:N0} states a second");
        Console.WriteLine($"watcher and reader {Median(watched) * Contacts,12:N0} changes a second, ratio {Median(watched) / Median(alone):F2}");
    }

    /// <summary>Fetches a second, without anything more.</summary>
    private static async Task<double> FetchAsync(PwsClient client)
    {
        var login = await client.LogInBothAsync("app", "secret", "watcher");
        var clock = Stopwatch.StartNew();
        var fetches = 0;
        for (; clock.Elapsed < Duration; fetches++)
        {
            await client.GetSubscribedPresenceAsync(login.User, 1);
        }

        return fetches / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Fetches a second whose every change a reader was told.</summary>
    private static async Task<double> WatchAsync(PwsClient client, Uri server)
    {
        await using var watcher = new PresenceWatcher(
            new PresenceWatcherOptions
            {
                Server = server,
                AppUser = "app",
                Password = "secret",
                EndUser = "watcher",
                CallbackUrl = new Uri(server, "/pws"),
                Contacts = [.. Enumerable.Range(0, Contacts).Select(Contact)],
            },
            new PresenceOfMind.Client.Listening.NotificationHub(),
            client);
        await watcher.StartAsync();
        var clock = Stopwatch.StartNew();
        var changes = 0L;
        await foreach (var told in watcher.ReadEventsAsync())
        {
            switch (told)
            {
                case PresenceChanged:
                    changes++;
                    break;
                case Fetched when clock.Elapsed >= Duration:
                    return changes / (double)Contacts / clock.Elapsed.TotalSeconds;
                case Fetched:
                    watcher.RequestFetch();
                    break;
                case SourceLost lost:
                    throw new InvalidOperationException(lost.Reason);
            }
        }

        return 0;
    }

    private static double Print(string what, byte[] body, double walked, Func<int> read)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            read();
        }

        var (times, bytes) = (new List<double>(), new List<double>());
        for (var i = 0; i < Measured; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            read();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            bytes.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        var time = Median(times);
        var ratio = walked > 0 ? (time / walked).ToString("F2", CultureInfo.InvariantCulture) : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-14} {body.Length / 1024,8} {time,9:F2} {Median(bytes) / 1024,11:N0}   {ratio}"));
        return time;
    }

    private static int Walk(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body));
        var nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    private static string Contact(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number}@example.com");

    private static byte[] Basic(PresenceState state)
    {
        var body = new ArrayBufferWriter<byte>();
        RestAnswers.WriteBasicList(body, [.. Enumerable.Range(0, Contacts).Select(c => new ContactPresence(Contact(c), state))]);
        return body.WrittenSpan.ToArray();
    }

    private static byte[] Rich() => RestAnswers.WriteRichList(Enumerable.Range(0, Contacts).Select(c => new PidfDocument
    {
        Entity = "sip:" + Contact(c),
        DisplayName = "Person " + c.ToString(CultureInfo.InvariantCulture),
        Person = new PidfPerson
        {
            Id = Contact(c),
            Activities = [new PidfElement("busy"), new PidfElement("phone-status", "unavailable"), new PidfElement("im-status", "available")],
            Notes = [new PidfNote("in a call")],
        },
        Tuples =
        [
            new PidfTuple { Id = PwsTuples.Own, IsOpen = true, Source = PwsTuples.Source, UserInput = "active", Capabilities = [new PidfElement("text", "true")] },
            new PidfTuple { Id = "phone", IsOpen = true, Contact = "sip:" + Contact(c), Model = "8841", Capabilities = [new PidfElement("audio", "true")] },
        ],
    }));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
