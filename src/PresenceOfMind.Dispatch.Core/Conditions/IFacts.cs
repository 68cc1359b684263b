namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>What a condition can be asked of.</summary>
public interface IFacts
{
    /// <summary>The value of an attribute; <see cref="Fact.Absent"/> where there is none of that name.</summary>
    Fact Find(string attribute);
}
