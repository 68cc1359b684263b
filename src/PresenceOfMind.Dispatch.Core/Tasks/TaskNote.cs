using PresenceOfMind.Dispatch.Core.Privacy;

namespace PresenceOfMind.Dispatch.Core.Tasks;

/// <summary>A note that somebody wrote at a task.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who: a contact or a name; null where nobody said.</param>
/// <param name="Text">What.</param>
public sealed record TaskNote(DateTimeOffset At, [Personal(Personal.Text)] string? By, [Personal(Personal.Text)] string Text);
