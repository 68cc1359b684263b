using System.Text.Json.Serialization;

namespace PresenceOfMind.Server.Admin;

/// <summary>A person as <c>/admin</c> writes it.</summary>
internal sealed record PersonView(string User, string Name);

/// <summary>An application user as <c>/admin</c> writes it; its password leaves nowhere.</summary>
internal sealed record AppUserView(string User);

/// <summary>The body that adds a person or changes its name.</summary>
internal sealed record PersonBody(string? Name);

/// <summary>The body that adds an application user or changes its password.</summary>
internal sealed record AppUserBody(string? Password)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AppUserBody);
}

/// <summary>A person of an import.</summary>
internal sealed record ImportedPerson(string? User, string? Name);

/// <summary>An application user of an import.</summary>
internal sealed record ImportedAppUser(string? User, string? Password)
{
    /// <inheritdoc/>
    public override string ToString() => User ?? "";
}

/// <summary>What a device says of a person.</summary>
/// <param name="State">The state; where it is absent, that of the activity.</param>
/// <param name="Activity">What the person does there, as PIDF names it.</param>
/// <param name="Note">A remark for people.</param>
/// <param name="Expiry">Seconds until it no longer counts, from 1.</param>
/// <param name="ExpiresAt">When it no longer counts, by the wall clock; instead of <paramref name="Expiry"/>.</param>
/// <param name="Kind">What the device is: <c>phone</c>, <c>chat</c> or <c>other</c>.</param>
internal sealed record DeviceBody(string? State, string? Activity, string? Note, int? Expiry, DateTimeOffset? ExpiresAt, string? Kind);

/// <summary>One report of many.</summary>
internal sealed record DeviceEntry(
    string? User,
    string? Tuple,
    string? State,
    string? Activity,
    string? Note,
    int? Expiry,
    DateTimeOffset? ExpiresAt,
    string? Kind,
    bool? Clear)
{
    public DeviceBody Body => new(State, Activity, Note, Expiry, ExpiresAt, Kind);
}

/// <summary>The load as it is and as an operator forces it.</summary>
/// <param name="Busy">Whether notifications are held back.</param>
/// <param name="Forced">What is forced; null where what is measured counts.</param>
internal sealed record LoadView(bool Busy, bool? Forced);

/// <summary>The body that forces the load: <c>true</c>, <c>false</c>, or null for what is measured.</summary>
internal sealed record LoadBody(bool? Forced);

/// <summary>A node, and whether it is up.</summary>
internal sealed record NodeView(string Node, bool Up);

/// <summary>The body that takes a node down or up.</summary>
internal sealed record NodeBody(bool? Up);

/// <summary>How many of an import are new, and how many were there.</summary>
internal sealed record ImportView(int Added, int Changed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(IReadOnlyList<PersonView>))]
[JsonSerializable(typeof(IReadOnlyList<AppUserView>))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(AppUserBody))]
[JsonSerializable(typeof(IReadOnlyList<ImportedPerson>))]
[JsonSerializable(typeof(IReadOnlyList<ImportedAppUser>))]
[JsonSerializable(typeof(DeviceBody))]
[JsonSerializable(typeof(IReadOnlyList<DeviceEntry>))]
[JsonSerializable(typeof(LoadView))]
[JsonSerializable(typeof(LoadBody))]
[JsonSerializable(typeof(IReadOnlyList<NodeView>))]
[JsonSerializable(typeof(NodeBody))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<Notifications.EndpointDiagnosis>))]
internal sealed partial class AdminJson : JsonSerializerContext;
