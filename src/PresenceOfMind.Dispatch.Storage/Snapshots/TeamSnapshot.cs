using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Storage.Snapshots.Content;
using PresenceOfMind.Dispatch.Storage.Snapshots.First;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>
/// A team's whole state as JSON, so that a replay need not begin at the beginning. Of what follows from other members nothing is kept; a
/// state that is made from a snapshot decides as the one from which it was taken.
/// </summary>
internal static class TeamSnapshot
{
    /// <summary>
    /// The shape of <see cref="SnapshotContent"/>. A release that changes it, and does not only add a member, must read the shapes before
    /// it as well, for logs whose beginning was cut, as the folder First reads shape 1.
    /// </summary>
    public const int Shape = 2;

    private static readonly JsonTypeInfo<SnapshotContent> Content = (JsonTypeInfo<SnapshotContent>)StateJson.Snapshot.GetTypeInfo(
        typeof(SnapshotContent));

    /// <summary>The state of a team of which nothing is known yet.</summary>
    public static TeamState Empty() => new(JsonAttributes.Instance, RequestText.Instance);

    /// <summary>The bytes of a state.</summary>
    public static byte[] Write(TeamState state) => JsonSerializer.SerializeToUtf8Bytes(SnapshotContent.From(state), Content);

    /// <summary>The state of some bytes.</summary>
    /// <param name="bytes">What was written.</param>
    /// <param name="shape">The shape that was written: this release's, or 1.</param>
    /// <exception cref="JsonException">They are no snapshot of this shape.</exception>
    public static TeamState Read(ReadOnlySpan<byte> bytes, int shape = Shape) => SnapshotRestore.ToState(
        shape == 1
            ? FirstSnapshotReader.Read(bytes)
            : JsonSerializer.Deserialize(bytes, Content) ?? throw new JsonException("A snapshot is null."));
}
