using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Tasks;

namespace PresenceOfMind.Dispatch.Webhooks;

/// <summary>What an address is told.</summary>
/// <param name="Id">Names this telling: the same again is a repetition. It is the header <c>Idempotency-Key</c> as well.</param>
/// <param name="Team">The team.</param>
/// <param name="At">When it fell due, UTC.</param>
/// <param name="Because">Why, in words.</param>
/// <param name="Task">The task, as it is now.</param>
internal sealed record WebhookBody(string Id, TeamName Team, DateTimeOffset At, string Because, TaskView? Task);
