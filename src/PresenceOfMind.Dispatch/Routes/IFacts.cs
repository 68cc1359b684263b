namespace PresenceOfMind.Dispatch.Routes;

/// <summary>What a condition can be asked of.</summary>
internal interface IFacts
{
    /// <summary>The value of an attribute; <see cref="Fact.Absent"/> where there is none of that name.</summary>
    Fact Find(string attribute);
}
