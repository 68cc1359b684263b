namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>A task to be added.</summary>
/// <param name="Title">What is to be done: one line of 1 to 200 characters.</param>
/// <param name="Id">
/// Its own id, 1 to 100 characters of A-Z, a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>: the same task again gets the first
/// answer, another one is refused. Null to get one.
/// </param>
/// <param name="Attributes">A JSON object, at most 16,384 characters and 16 levels; null for none.</param>
public sealed record NewTask(string Title, string? Id = null, string? Attributes = null);
