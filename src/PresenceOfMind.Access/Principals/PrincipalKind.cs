namespace PresenceOfMind.Access.Principals;

/// <summary>By what a caller was verified.</summary>
public enum PrincipalKind
{
    /// <summary>By nothing: nobody is asked for a key yet.</summary>
    Anyone = 0,

    /// <summary>By an API key.</summary>
    Key = 1,

    /// <summary>By signing in with an account.</summary>
    Account = 2,

    /// <summary>By reading and writing the data folder of a program that does not run.</summary>
    Folder = 3,

    /// <summary>By the identity provider (OpenID Connect): a sign-in at the page, or an access token.</summary>
    OpenId = 4,
}
