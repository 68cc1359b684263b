namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>What a condition can be asked of.</summary>
public interface IAttributeSource
{
    /// <summary>The value of an attribute; <see cref="AttributeValue.Absent"/> where there is none of that name.</summary>
    AttributeValue Find(string attribute);
}
