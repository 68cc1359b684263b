using System.Text.Json.Serialization;

namespace PresenceOfMind.App.SetUp;

/// <summary>What the commands of a folder have created at a server, as far as this folder knows.</summary>
internal sealed record SetUpState
{
    /// <summary>The application user's session; null where none is known.</summary>
    public StoredSession? App { get; init; }

    /// <summary>The end user's session; null where none is known.</summary>
    public StoredSession? EndUser { get; init; }

    public IReadOnlyList<StoredEndpoint> Endpoints { get; init; } = [];

    public IReadOnlyList<StoredSubscription> Subscriptions { get; init; } = [];

    /// <summary>What is left where these are the sessions now: another session holds nothing of what the one before held.</summary>
    public SetUpState With(StoredSession app, StoredSession? endUser) => new()
    {
        App = app,
        EndUser = endUser ?? (EndUser is { } kept && app.IsSameAs(App) ? kept : null),
        Endpoints = app.IsSameAs(App) ? Endpoints : [],
        Subscriptions = app.IsSameAs(App) && (endUser is null || endUser.IsSameAs(EndUser)) ? Subscriptions : [],
    };
}

/// <summary>A session. The key is a secret.</summary>
/// <param name="Server">The node where it lives.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Key">Its key.</param>
internal sealed record StoredSession(Uri Server, string User, string Key)
{
    /// <summary>Whether it is the same session, perhaps by another address of its node: HTTP and HTTPS share their sessions.</summary>
    public bool IsSameAs(StoredSession? other) => Key == other?.Key;

    /// <inheritdoc/>
    public override string ToString() => $"{User} at {Server}";
}

/// <summary>An endpoint.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where the server calls.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record StoredEndpoint(int Id, Uri Url, DateTimeOffset Ends);

/// <summary>A subscription.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Endpoint">The endpoint that it names.</param>
/// <param name="Contacts">How many contacts it has.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record StoredSubscription(int Id, int Endpoint, int Contacts, DateTimeOffset Ends);

/// <summary>The JSON of the state file.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SetUpState))]
internal sealed partial class SetUpJson : JsonSerializerContext;
