using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace PresenceOfMind.Access.OpenId;

/// <summary>The text of a JSON Web Token: three parts with dots between them (RFC 7515).</summary>
internal static class TokenText
{
    /// <summary>Whether a text has the form of a signed token, whatever it says.</summary>
    /// <param name="text">The text.</param>
    public static bool IsSigned(ReadOnlySpan<char> text) => text.Count('.') == 2 && text[0] != '.';

    /// <summary>The claims of a token that was verified.</summary>
    /// <param name="encoded">Its second part.</param>
    public static JsonElement ReadPayload(string encoded) => ReadJson(Base64UrlEncoder.Decode(encoded));

    /// <summary>The JSON of a text.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonElement ReadJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
