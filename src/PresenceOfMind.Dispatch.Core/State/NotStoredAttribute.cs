namespace PresenceOfMind.Dispatch.Core.State;

/// <summary>
/// Marks a member of the state that is not stored, although it is set: a reference, which is restored from the ids that are stored, or a
/// value that follows from other members. All other members that are set are in snapshots and rows.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotStoredAttribute : Attribute;

/// <summary>
/// Marks a member of a task or an offer that only decisions need: it is in snapshots, and in no row and no copy that is shown.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotInRowAttribute : Attribute;
