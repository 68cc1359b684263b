namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>What paused a person. The reason beside it is a text that anybody may write.</summary>
public enum PauseCause
{
    /// <summary>Somebody asked for it: the person, a lead, or a program.</summary>
    Person,

    /// <summary>The team did it, after offers in a row that the person let time out.</summary>
    NoAnswer,
}

/// <summary>Reads causes of pauses.</summary>
public static class PauseCauses
{
    /// <summary>The reason by which the first releases, which kept no cause, knew their own pauses.</summary>
    private const string FirstNoAnswer = "no-answer";

    /// <summary>The cause of a pause.</summary>
    /// <param name="kept">What is kept of it; null where an early release wrote it.</param>
    /// <param name="reason">The reason; null for none.</param>
    /// <param name="timeouts">How many offers in a row the person had let time out.</param>
    public static PauseCause Read(PauseCause? kept, string? reason, int timeouts) =>
        kept ?? (reason == FirstNoAnswer && timeouts > 0 ? PauseCause.NoAnswer : PauseCause.Person);
}
