using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>What a strategy may look at of a task.</summary>
/// <param name="Position">The position of the event that added it.</param>
/// <param name="Skills">The skills that it asks for or wishes.</param>
/// <param name="Preferred">The keys of the contacts whom it prefers.</param>
public readonly record struct RankedTask(long Position, IReadOnlyList<SkillRequirement> Skills, IReadOnlyList<Contact> Preferred);
