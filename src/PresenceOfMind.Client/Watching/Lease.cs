using PresenceOfMind.Protocol.Retries;

namespace PresenceOfMind.Client.Watching;

/// <summary>Something that the server keeps for a while under an id: an endpoint or a subscription.</summary>
/// <param name="expiry">For how long it is made and refreshed.</param>
/// <param name="backoff">When to try again to make or refresh it.</param>
internal sealed class Lease(TimeSpan expiry, Backoff backoff)
{
    private DateTimeOffset _refreshAt;

    /// <summary>The id; null while there is none.</summary>
    public int? Id { get; private set; }

    /// <summary>The attempt to make or refresh it that is under way.</summary>
    public long? Running { get; set; }

    public Backoff Backoff { get; } = backoff;

    /// <summary>When to make or refresh it; null while that is under way.</summary>
    public DateTimeOffset? DueAt => Running is not null ? null
        : Id is null || Backoff.NotBefore > _refreshAt ? Backoff.NotBefore
        : _refreshAt;

    /// <summary>When it ends at the server unless refreshed.</summary>
    public DateTimeOffset EndsAt => _refreshAt + (expiry / 2);

    /// <summary>It was created. Its time counts from the request, because the time at which the server took it is unknown.</summary>
    public void Hold(int id, DateTimeOffset asked)
    {
        Id = id;
        Renew(asked);
    }

    /// <summary>It was refreshed: half of its time is left for tries of the next refresh.</summary>
    public void Renew(DateTimeOffset asked)
    {
        Running = null;
        _refreshAt = asked + (expiry / 2);
    }

    /// <summary>The server has it no more.</summary>
    public void Drop()
    {
        Id = null;
        Running = null;
    }
}
