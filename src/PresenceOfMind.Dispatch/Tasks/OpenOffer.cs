using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A person is asked to take a task.</summary>
/// <param name="Number">The position of the event that made the offer.</param>
/// <param name="Contact">Who is asked.</param>
/// <param name="At">When.</param>
/// <param name="Until">The deadline: an answer at it or later counts no more.</param>
public sealed record OpenOffer(long Number, Contact Contact, DateTimeOffset At, DateTimeOffset Until);
