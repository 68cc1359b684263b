namespace PresenceOfMind.Dispatch.Storage.Events;

/// <summary>Which entries of a team's log to list.</summary>
internal sealed record EventQuery
{
    /// <summary>Only those after this position.</summary>
    public long After { get; init; }

    /// <summary>Only those up to this position.</summary>
    public long Until { get; init; } = long.MaxValue;

    /// <summary>Only those that fit.</summary>
    public EventFilter Filter { get; init; } = EventFilter.All;

    /// <summary>Whether the last comes first.</summary>
    public bool Descending { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>An entry of a team's log, as it is kept.</summary>
internal sealed record EventRow
{
    /// <summary>From 1, without gaps.</summary>
    public long Position { get; init; }

    /// <summary>What the wall clock said, in Unix milliseconds.</summary>
    public long At { get; init; }

    /// <summary>The team's own time, in milliseconds; null in logs from before there were two clocks.</summary>
    public long? Elapsed { get; init; }

    /// <summary>The event's name.</summary>
    public string Type { get; init; } = "";

    /// <summary>Its members, in JSON.</summary>
    public string Body { get; init; } = "";

    /// <summary>The epoch in which it was written; empty where it was not asked for.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>What names it to readers.</summary>
    public EventReference Reference => new(Epoch, Position);
}
