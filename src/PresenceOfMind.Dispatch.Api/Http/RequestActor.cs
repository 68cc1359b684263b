using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Api.Http;

/// <summary>Who sends a request, as the host verified it: a feature of the request. Without it everybody may do everything.</summary>
/// <param name="Name">The verified name, such as <c>key:wallboard</c>, which the log keeps; null where nobody was asked.</param>
/// <param name="MayActFor">Whether the header <c>Acting-For</c> is honoured.</param>
/// <param name="Sees">Which teams the caller may know of.</param>
public sealed record RequestActor(string? Name, bool MayActFor, Predicate<TeamName> Sees)
{
    /// <summary>The contact for whom alone the caller acts; null for no such limit.</summary>
    public string? Worker { get; init; }

    /// <summary>Ends when the caller may no longer do what a request that lasts does.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>The version of the task in which the caller may change it; null for any.</summary>
    public long? TaskVersion { get; init; }
}
