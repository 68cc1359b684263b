using PresenceOfMind.Dispatch.Core.Configuration;

namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>A route of a team, as its log says.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Order">The position of the event that made it.</param>
public sealed record TeamRoute(RouteSettings Settings, long Order);
