namespace PresenceOfMind.Dispatch.Core.Events;

/// <summary>
/// Marks a stored member, a number or a truth value, that is left out where it has the default value of its type: it says nothing then,
/// or came later than the event to which it belongs. On a type it marks all members. Other defaults are written, so that the log means
/// the same when they change.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Struct)]
public sealed class OmitDefaultAttribute : Attribute;
