namespace PresenceOfMind.Access.Http;

/// <summary>
/// Why a sign-in with the identity provider led back to the sign-in page. The address holds a code, and the page these words.
/// </summary>
public static class SignInNotice
{
    /// <summary>The parameter of the address.</summary>
    public const string Parameter = "failed";

    internal const string Unreachable = "provider-unreachable";
    internal const string NoRole = "no-role";
    internal const string Denied = "denied";
    internal const string Failed = "failed";

    /// <summary>The words for a code; null where it is none.</summary>
    /// <param name="code">What the address says.</param>
    /// <param name="title">What people call the provider.</param>
    public static string? Find(string? code, string title) => code switch
    {
        Unreachable => $"{title} does not answer, so you cannot sign in with it now. Who is signed in stays so. Try again in a minute.",
        NoRole => $"You signed in with {title}, but your account there has no role here. Ask an administrator to add you to a group "
            + "that has one.",
        Denied => $"{title} did not let you in, or you cancelled. Try again.",
        Failed => $"The sign-in with {title} did not work. Try again; if it fails again, ask an administrator to look into the log.",
        _ => null,
    };
}
