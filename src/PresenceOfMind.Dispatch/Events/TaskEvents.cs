using PresenceOfMind.Dispatch.Availability;

namespace PresenceOfMind.Dispatch.Events;

/// <summary>A task came in and entered the queue.</summary>
/// <param name="Id">Unique in the team.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Attributes">A JSON object; null for none.</param>
internal sealed record TaskAdded(string Id, string Title, string? Attributes) : TeamEvent;

/// <summary>A task went to a person.</summary>
/// <param name="Id">The task.</param>
/// <param name="Contact">Who got it.</param>
/// <param name="ConfigurationVersion">The configuration that decided.</param>
/// <param name="Refused">How many candidates each rule refused.</param>
internal sealed record TaskAssigned(string Id, string Contact, long ConfigurationVersion, RefusalCounts Refused) : TeamEvent;

/// <summary>A task is done.</summary>
internal sealed record TaskCompleted(string Id) : TeamEvent;

/// <summary>A task was called off.</summary>
internal sealed record TaskCancelled(string Id) : TeamEvent;
