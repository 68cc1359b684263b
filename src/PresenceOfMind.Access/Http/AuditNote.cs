namespace PresenceOfMind.Access.Http;

/// <summary>
/// What a handler knows better of a request than its path says, for the audit: a feature of the request. A sign-in sets it, whose caller
/// is known at its end.
/// </summary>
public sealed record AuditNote
{
    /// <summary>The action where the request is refused, such as <c>sign-in.failed</c>; null for <c>request.refused</c>.</summary>
    public string? RefusedAction { get; init; }

    /// <summary>The verified caller, such as <c>account:ann</c>; null for the principal of the request.</summary>
    public string? Actor { get; init; }

    /// <summary>What it is done to; null for what the path says.</summary>
    public string? Subject { get; init; }

    /// <summary>The reason of a refusal; null for none.</summary>
    public string? Code { get; init; }
}
