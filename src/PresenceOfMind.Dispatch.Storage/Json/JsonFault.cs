namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>A member that is at fault.</summary>
/// <param name="Field">Where it is, as a path: <c>queues[2].offerSeconds</c>.</param>
/// <param name="Detail">What is wrong with it, and what it takes.</param>
public sealed record JsonFault(string Field, string Detail);

/// <summary>A text is no JSON, or not what it should be.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="faults">The members at fault; none where the text is no JSON at all.</param>
public sealed class JsonFaultException(string message, IReadOnlyList<JsonFault> faults) : Exception(message)
{
    /// <summary>The members at fault; none where the text is no JSON at all.</summary>
    public IReadOnlyList<JsonFault> Faults { get; } = faults;
}
