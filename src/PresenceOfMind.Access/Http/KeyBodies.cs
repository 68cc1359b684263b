using System.Text.Json.Serialization;

namespace PresenceOfMind.Access.Http;

/// <summary>A key to be made, in JSON.</summary>
public sealed record KeyBody
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The name of its role.</summary>
    public string? Role { get; init; }

    /// <summary>Its team; null for all teams.</summary>
    public string? Team { get; init; }

    /// <summary>The contact of its worker; null for other roles than worker.</summary>
    public string? Worker { get; init; }

    /// <summary>Whether the header <c>Acting-For</c> is honoured for it.</summary>
    public bool MayActFor { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The networks from which it may be used; null or none for everywhere.</summary>
    public IReadOnlyList<string>? Networks { get; init; }
}

/// <summary>How a key is rotated, in JSON.</summary>
public sealed record RotateBody
{
    /// <summary>How many seconds the former text is still taken; null for the default.</summary>
    public long? OverlapSeconds { get; init; }
}

/// <summary>A key in JSON.</summary>
public sealed record KeyView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its role.</summary>
    public required string Role { get; init; }

    /// <summary>Its team; null for all teams.</summary>
    public string? Team { get; init; }

    /// <summary>The contact of its worker; null for other roles than worker.</summary>
    public string? Worker { get; init; }

    /// <summary>Whether the header <c>Acting-For</c> is honoured for it.</summary>
    public bool MayActFor { get; init; }

    /// <summary>The networks from which it may be used; none for everywhere.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Who made it; null where nobody was asked for a key.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Until when the text from before the last rotation is taken; null where there is none.</summary>
    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>When it was last used, to the minute; null for never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Its text, in the answer that makes or rotates it alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }
}
