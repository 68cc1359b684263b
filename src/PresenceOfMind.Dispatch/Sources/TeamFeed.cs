using System.Runtime.CompilerServices;
using PresenceOfMind.Client.Watching;

namespace PresenceOfMind.Dispatch.Sources;

/// <summary>One team's part of a watcher that watches the people of all teams.</summary>
/// <param name="all">The watcher.</param>
internal sealed class TeamFeed(IPresenceFeed all) : IPresenceFeed
{
    private volatile IReadOnlySet<string> _contacts = new HashSet<string>();

    /// <summary>The keys of the team's contacts.</summary>
    public IReadOnlySet<string> Contacts
    {
        get => _contacts;
        set => _contacts = value;
    }

    public Task StartAsync(CancellationToken cancellationToken) => all.StartAsync(cancellationToken);

    /// <summary>What happens, without fetches that tell nothing of the team's contacts.</summary>
    public async IAsyncEnumerable<WatcherEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var told in all.ReadEventsAsync(cancellationToken))
        {
            if (told is not Fetched fetched)
            {
                yield return told;
            }
            else if (fetched.States.Where(s => Contacts.Contains(s.ContactUri)).ToList() is { Count: > 0 } states)
            {
                yield return fetched with { States = states };
            }
        }
    }

    public void RequestFetch() => all.RequestFetch();
}
