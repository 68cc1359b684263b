namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>
/// What a condition comes to, in three values (Kleene's logic): <c>all</c> is the least of its parts, <c>any</c> the greatest, and
/// <c>none</c> turns that round, which leaves <see cref="Unknown"/> unknown. So no negation makes a comparison that cannot be made
/// hold. Only <see cref="Holds"/> fulfils a condition.
/// </summary>
public enum ConditionResult
{
    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>It depends on a comparison that cannot be made.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    Holds,
}
