namespace PresenceOfMind.Engine.Storage;

/// <summary>
/// One step of a component's tables. Steps are applied in the order of their versions, each in a transaction of
/// its own together with the record that it was applied.
/// </summary>
/// <param name="Component">Whose tables these are, for example <c>server</c>.</param>
/// <param name="Version">From 1, without gaps within a component.</param>
/// <param name="Sql">Statements that both SQLite and PostgreSQL understand.</param>
public sealed record Migration(string Component, int Version, string Sql);
