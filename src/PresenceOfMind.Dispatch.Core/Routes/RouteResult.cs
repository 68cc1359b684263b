using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Routes;

/// <summary>What a route chooses for a task.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Rule">Which rule chose, from 0; null where none held and the route's own queue counts.</param>
/// <param name="Priority">The task's priority; null to leave it.</param>
/// <param name="Skills">Required skills, in addition to the task's own.</param>
/// <param name="Labels">Labels that are asked for besides the task's own, each with its value.</param>
public sealed record RouteResult(
    QueueName Queue, int? Rule, int? Priority, IReadOnlyList<SkillRequirement> Skills, IReadOnlyList<LabelRequirement> Labels);
