using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>A team refused a command, could not keep what it decided, or is not there.</summary>
/// <param name="refusal">Why.</param>
/// <param name="inner">What failed; null where nothing did.</param>
public sealed class DispatchException(Refusal refusal, Exception? inner = null) : Exception(refusal.Detail, inner)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
