using System.Collections.Immutable;

namespace Faults;

/// <summary>What one user of the server may rely on.</summary>
/// <param name="Key">The end user's session key; null for one that nobody has seen yet.</param>
/// <param name="State">The presence that was set.</param>
/// <param name="Note">The note that was set with it; empty where it was set without.</param>
/// <param name="Endpoints">The ids of the application's endpoints.</param>
/// <param name="Subscriptions">The end user's subscriptions: the endpoint that each names, and its contacts.</param>
internal sealed record Facts(
    string? Key,
    string State,
    string Note,
    ImmutableSortedSet<int> Endpoints,
    ImmutableSortedDictionary<int, (int Endpoint, string Contacts)> Subscriptions)
{
    public const int Most = 4;

    public static Facts None { get; } =
        new(null, "UNAVAILABLE", "", ImmutableSortedSet<int>.Empty, ImmutableSortedDictionary<int, (int Endpoint, string Contacts)>.Empty);

    /// <summary>The id that the next endpoint gets: the smallest that is free.</summary>
    public int NextEndpoint => Enumerable.Range(1, Most + 1).First(id => !Endpoints.Contains(id));

    /// <summary>The id that the next subscription gets.</summary>
    public int NextSubscription => Enumerable.Range(1, Most + 1).First(id => !Subscriptions.ContainsKey(id));

    public Facts Unregistered(int endpoint) => this with
    {
        Endpoints = Endpoints.Remove(endpoint),
        Subscriptions = Subscriptions.RemoveRange(Subscriptions.Where(s => s.Value.Endpoint == endpoint).Select(s => s.Key)),
    };

    /// <summary>Whether this is what was found, where a key that nobody has seen may be any but the one before.</summary>
    public bool Is(Facts found, string? keyBefore) =>
        (Key ?? (found.Key == keyBefore ? null : found.Key)) == found.Key
        && (State, Note) == (found.State, found.Note)
        && Endpoints.SetEquals(found.Endpoints)
        && Subscriptions.Keys.SequenceEqual(found.Subscriptions.Keys)
        && Subscriptions.All(s => s.Value.Contacts == found.Subscriptions[s.Key].Contacts);

    public override string ToString() =>
        $"{State} \"{Note}\"; endpoints {string.Join(',', Endpoints)}; subscriptions "
            + $"{string.Join(' ', Subscriptions.Select(s => $"{s.Key}={s.Value.Contacts}"))}; key …{Key?[^4..]}";
}
