namespace PresenceOfMind.Server.Notifications;

/// <summary>Why an endpoint receives no notifications.</summary>
/// <param name="Endpoint">Its scheme, host and port.</param>
/// <param name="Reason">What is the matter, and what to do, in one sentence.</param>
/// <param name="Since">When that was first seen.</param>
public sealed record EndpointDiagnosis(string Endpoint, string Reason, DateTimeOffset Since);

/// <summary>Says why endpoints receive no notifications, which a real node does not.</summary>
public interface IDiagnosis
{
    /// <summary>The endpoints that hear nothing now, the longest first.</summary>
    IReadOnlyList<EndpointDiagnosis> List();
}
