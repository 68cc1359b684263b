using System.Text.Json.Serialization;

namespace PresenceOfMind.Access.Http;

/// <summary>The JSON of requests for keys and accounts. Unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(RotateBody))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(IReadOnlyList<KeyView>))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(IReadOnlyList<AccountView>))]
public sealed partial class AccessJson : JsonSerializerContext;
