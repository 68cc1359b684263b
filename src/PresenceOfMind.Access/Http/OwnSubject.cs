namespace PresenceOfMind.Access.Http;

/// <summary>What a request of the role worker is limited to. A feature of the request where the caller has no more than that.</summary>
/// <param name="Worker">The worker's contact.</param>
/// <param name="TaskVersion">The version in which the task of the path is the worker's own; null where the path names none.</param>
public sealed record OwnSubject(string Worker, long? TaskVersion);
