namespace PresenceOfMind.Dispatch.Core.Strategies;

/// <summary>
/// Whoever has the highest levels, added up, in the skills that the task asks for or wishes; of equals, whoever has been idle
/// the longest. A task without skills goes to whoever has been idle the longest.
/// </summary>
public sealed class BestSkillMatch : IStrategy
{
    public string Name => "best-skill-match";

    public bool DependsOnTask => true;

    public int Compare(IRanked a, IRanked b, in RankedTask task)
    {
        var more = 0;
        for (var i = 0; i < task.Skills.Count; i++)
        {
            var skill = task.Skills[i].Name;
            more += b.SkillLevel(skill) - a.SkillLevel(skill);
        }

        return StrategyComparers.ThenByIdle(more, a, b);
    }
}
