namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A pair of task and worker rests.</summary>
/// <param name="Contact">The worker.</param>
/// <param name="Until">Until when.</param>
internal readonly record struct Rest(string Contact, DateTimeOffset Until);
