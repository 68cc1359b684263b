using PresenceOfMind.Dispatch.Core.Events;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>Channels that the same presence may take: who is ready for them, and who is not by which rule.</summary>
/// <param name="states">That presence, as bits.</param>
/// <param name="index">Its place among the groups.</param>
internal sealed class ReadyGroup(int states, int index)
{
    /// <summary>How many rules there are that look at the worker alone, with <see cref="EligibilityRule.None"/>.</summary>
    public const int Rules = (int)EligibilityRule.Closed + 1;

    private readonly SlotSet[] _byRule = [.. Enumerable.Range(0, Rules).Select(_ => new SlotSet())];

    public int States { get; } = states;

    public int Index { get; } = index;

    public SlotSet Ready => _byRule[(int)EligibilityRule.None];

    /// <summary>The workers whom a rule is the first to refuse.</summary>
    public SlotSet By(EligibilityRule rule) => _byRule[(int)rule];
}
