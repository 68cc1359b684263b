using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Access.OpenId;

/// <summary>A session as it is stored. The names of members are part of the data, and never change.</summary>
internal static partial class OpenIdSessionText
{
    /// <summary>A session as text.</summary>
    /// <param name="session">The session.</param>
    public static string Write(OpenIdSession session) => JsonSerializer.Serialize(
        new Shape
        {
            Id = session.Id,
            Provider = session.Provider,
            Subject = session.Claims.Subject,
            Name = session.Claims.Name,
            Contact = session.Claims.Contact,
            Roles = session.Claims.Roles,
            HasRolesInUserInfo = session.HasRolesInUserInfo,
            AccessToken = session.Tokens.AccessToken,
            RefreshToken = session.Tokens.RefreshToken,
            IdToken = session.Tokens.IdToken,
            Expires = session.Tokens.Expires,
            Began = session.Began,
        },
        ShapeJson.Default.Shape);

    /// <summary>The session of a text; null where it is none.</summary>
    /// <param name="text">The text.</param>
    public static OpenIdSession? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ShapeJson.Default.Shape) is { } shape
                ? new OpenIdSession
                {
                    Id = shape.Id,
                    Provider = shape.Provider,
                    Claims = new OpenIdClaims
                    {
                        Subject = shape.Subject,
                        Name = shape.Name,
                        Contact = shape.Contact,
                        Roles = shape.Roles,
                    },
                    HasRolesInUserInfo = shape.HasRolesInUserInfo,
                    Tokens = new OpenIdTokens(shape.AccessToken, shape.RefreshToken, shape.IdToken, shape.Expires),
                    Began = shape.Began,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Shape
    {
        [JsonPropertyName("id")]
        public required string Id { get; init; }

        [JsonPropertyName("provider")]
        public required string Provider { get; init; }

        [JsonPropertyName("subject")]
        public required string Subject { get; init; }

        [JsonPropertyName("name")]
        public required string Name { get; init; }

        [JsonPropertyName("contact")]
        public string? Contact { get; init; }

        [JsonPropertyName("roles")]
        public required IReadOnlyList<string> Roles { get; init; }

        [JsonPropertyName("rolesInUserInfo")]
        public bool HasRolesInUserInfo { get; init; }

        [JsonPropertyName("accessToken")]
        public required string AccessToken { get; init; }

        [JsonPropertyName("refreshToken")]
        public string? RefreshToken { get; init; }

        [JsonPropertyName("idToken")]
        public required string IdToken { get; init; }

        [JsonPropertyName("expires")]
        public DateTimeOffset? Expires { get; init; }

        [JsonPropertyName("began")]
        public DateTimeOffset Began { get; init; }
    }

    [JsonSerializable(typeof(Shape))]
    private sealed partial class ShapeJson : JsonSerializerContext;
}
