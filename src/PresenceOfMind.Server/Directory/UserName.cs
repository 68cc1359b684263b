using System.Diagnostics.CodeAnalysis;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Server.Directory;

/// <summary>
/// The rule for user names: the part of a contact URI before the <c>@</c>, and a segment of a path, in which a slash, also an
/// encoded one, or dots alone would lead elsewhere.
/// </summary>
internal static class UserName
{
    /// <summary>Whether it may be.</summary>
    public static bool Is([NotNullWhen(true)] string? name) =>
        name is not (null or "." or "..")
        && name.AsSpan().IndexOfAny('|', '/') < 0
        && !name.Contains("%2F", StringComparison.OrdinalIgnoreCase)
        && ContactUri.TryParse($"{name}@localhost", out var uri)
        && uri.User == name;

    /// <summary>What a name is refused with.</summary>
    public static string Refusal(string? name) =>
        $"\"{name}\" is not a user name: a name is not empty, not . or .., and contains no white space and none of @ ; , < > \" | /.";
}
