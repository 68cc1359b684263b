using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Xml;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Watching;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Protocol.Rest;

namespace PresenceOfMind.Bench.Client;

/// <summary>What reading presence lists costs, and how many changes a watcher keeps up with.</summary>
internal static class ClientBench
{
    private const int Contacts = 5000;
    private const int Rounds = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync()
    {
        byte[][] basic = [Basic(PresenceState.Available), Basic(PresenceState.Busy)];
        var rich = Rich();
        Console.WriteLine(
            $"{Contacts} contacts; medians, read and walked in turn for {Reading.TotalSeconds} s after "
                + $"{WarmUp.TotalSeconds} s of warming up");
        Console.WriteLine("what     size KiB   walked ms   read ms   ratio   alloc KiB");
        Compare("basic", basic[0], () => RestAnswers.ReadBasicList(basic[0]).Count);
        Compare("rich", rich, () => RestAnswers.ReadRichList(rich).Count);
        await WatchAsync(basic);
        return 0;
    }

    // In turn, so that whatever else the machine does meets both alike.
    private static void Compare(string what, byte[] body, Func<int> read)
    {
        var (walked, took, bytes) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var time in (TimeSpan[])[WarmUp, Reading])
        {
            (walked, took, bytes) = ([], [], []);
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                walked.Add(Measure(() => Walk(body)).Milliseconds);
                var (milliseconds, allocated) = Measure(read);
                took.Add(milliseconds);
                bytes.Add(allocated);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-8} {body.Length / 1024,8} {Median(walked),11:F2} {Median(took),9:F2} {Median(took) / Median(walked),7:F2} "
                + $"{Median(bytes) / 1024,11:N0}"));
    }

    private static (double Milliseconds, double Bytes) Measure(Func<int> act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        act();
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static async Task WatchAsync(byte[][] bodies)
    {
        await using var server = await ClientBenchServer.StartAsync(bodies);
        using var client = new PwsClient(new PwsClientOptions { Server = server.Address });
        var (alone, watched) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (one, other) = (await FetchAsync(client), await WatchAsync(client, server));
            if (round > 0)
            {
                alone.Add(one);
                watched.Add(other);
            }
        }

        Console.WriteLine();
        Console.WriteLine(
            $"each fetch shows {Contacts} changes, by HTTP, one fetch after the other; medians of {Rounds} rounds of "
                + $"{Round.TotalSeconds} s in turn");
        Console.WriteLine($"fetching alone     {Median(alone) * Contacts,12:N0} states a second");
        Console.WriteLine(
            $"watcher and reader {Median(watched) * Contacts,12:N0} changes a second, ratio {Median(watched) / Median(alone):F2}");
    }

    /// <summary>Fetches a second, without anything more.</summary>
    private static async Task<double> FetchAsync(PwsClient client)
    {
        var login = await client.LogInBothAsync("app", "secret", "watcher");
        var clock = Stopwatch.StartNew();
        var fetches = 0;
        for (; clock.Elapsed < Round; fetches++)
        {
            await client.GetSubscribedPresenceAsync(login.User, 1);
        }

        return fetches / clock.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Fetches a second whose every change a reader was told: each answer is followed by a notification, so that the watcher never
    /// waits, and a reader who did not keep up would end the run.
    /// </summary>
    private static async Task<double> WatchAsync(PwsClient client, ClientBenchServer server)
    {
        var hub = new NotificationHub();
        await using var watcher = new PresenceWatcher(
            new PresenceWatcherOptions
            {
                Server = server.Address,
                AppUser = "app",
                Password = "secret",
                EndUser = "watcher",
                CallbackUrl = new Uri(server.Address, "/pws"),
                Contacts = [.. Enumerable.Range(0, Contacts).Select(Contact)],
                ReaderBacklog = 4 * Contacts,
            },
            hub,
            client);
        server.Hub = hub;
        await watcher.StartAsync();
        var clock = new Stopwatch();
        var changes = 0L;
        await foreach (var told in watcher.ReadEventsAsync())
        {
            switch (told)
            {
                case PresenceChanged when clock.IsRunning:
                    changes++;
                    break;
                case Fetched when clock.Elapsed >= Round:
                    return changes / (double)Contacts / clock.Elapsed.TotalSeconds;
                case Fetched:
                    // From the first fetch on, which logging in and subscribing came before.
                    clock.Start();
                    break;
                case SourceLost lost:
                    throw new InvalidOperationException(lost.Reason);
            }
        }

        throw new InvalidOperationException("The watcher ended.");
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
        RestAnswers.WriteBasicList(
            body,
            [.. Enumerable.Range(0, Contacts).Select(c => new ContactPresence { ContactUri = Contact(c), State = state })]);
        return body.WrittenSpan.ToArray();
    }

    private static byte[] Rich() => RestAnswers.WriteRichList(Enumerable.Range(0, Contacts).Select(c => new PidfDocument
    {
        Entity = "sip:" + Contact(c),
        DisplayName = "Person " + c.ToString(CultureInfo.InvariantCulture),
        Person = new PidfPerson
        {
            Id = Contact(c),
            Activities =
            [
                new PidfElement { Name = "busy" },
                new PidfElement { Name = "phone-status", Text = "unavailable" },
                new PidfElement { Name = "im-status", Text = "available" },
            ],
            Notes = [new PidfNote { Text = "in a call" }],
        },
        Tuples =
        [
            new PidfTuple
            {
                Id = PwsTuples.Own,
                IsOpen = true,
                Source = PwsTuples.Source,
                UserInput = "active",
                Capabilities = [new PidfElement { Name = "text", Text = "true" }],
            },
            new PidfTuple
            {
                Id = "phone",
                IsOpen = true,
                Contact = "sip:" + Contact(c),
                Model = "8841",
                Capabilities = [new PidfElement { Name = "audio", Text = "true" }],
            },
        ],
    }));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
