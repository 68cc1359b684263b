using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Storage.Requests;
using PresenceOfMind.Dispatch.Storage.Tasks;

namespace PresenceOfMind.Dispatch.Storage.Snapshots;

/// <summary>
/// A team's whole state as plain data, so that a replay need not begin at the beginning. Of what follows from other members nothing
/// is kept; a state that is made from a snapshot decides as the one from which it was taken.
/// </summary>
internal static class TeamSnapshot
{
    /// <summary>
    /// The shape of <see cref="SnapshotBody"/>. A release that changes it makes its snapshots anew from the log; it must be able to read the
    /// shape before, too, for logs whose beginning was cut.
    /// </summary>
    public const int Shape = 1;

    private static readonly JsonTypeInfo<SnapshotBody> Body = MakeBody();

    /// <summary>The state of a team of which nothing is known yet.</summary>
    public static TeamState Empty() => new(JsonAttributes.Instance, RequestText.Instance);

    /// <summary>The bytes of a state.</summary>
    public static byte[] Write(TeamState state) => JsonSerializer.SerializeToUtf8Bytes(SnapshotWriter.Of(state), Body);

    /// <summary>The state of some bytes.</summary>
    /// <exception cref="JsonException">They are no snapshot of this shape.</exception>
    public static TeamState Read(ReadOnlySpan<byte> bytes) =>
        SnapshotReader.Of(JsonSerializer.Deserialize(bytes, Body) ?? throw new JsonException("A snapshot is null."));

    private static JsonTypeInfo<SnapshotBody> MakeBody()
    {
        var options = new JsonSerializerOptions(KeptJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        options.MakeReadOnly();
        return (JsonTypeInfo<SnapshotBody>)options.GetTypeInfo(typeof(SnapshotBody));
    }
}
