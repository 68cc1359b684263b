using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>
/// What a request says, as a durable text, and condensed, so that the same request is known again by later releases too. A condensed text
/// begins with the version of its form; those of the first releases have none.
/// </summary>
internal sealed class RequestText : IRequestTexts
{
    /// <summary>The only one; it holds nothing.</summary>
    public static readonly RequestText Instance = new();

    private const string Version = "v2:";

    private RequestText()
    {
    }

    /// <summary>What a command says, without its key, who asks, and which version it expects.</summary>
    public static string Format(TeamCommand command) => Encoding.UTF8.GetString(Bytes(command, TextForm.Canonical).WrittenSpan);

    /// <inheritdoc/>
    public string Fingerprint(TeamCommand command) =>
        Version + Convert.ToBase64String(SHA256.HashData(Bytes(command, TextForm.Canonical).WrittenSpan));

    /// <inheritdoc/>
    public bool IsSame(TeamCommand command, string fingerprint) => fingerprint.StartsWith(Version, StringComparison.Ordinal)
        ? fingerprint == Fingerprint(command)
        : fingerprint == FirstFingerprint(command);

    /// <summary>What the first releases made of a command; null where they did not know it.</summary>
    public static string? FirstFingerprint(TeamCommand command) => CommandShapes.Name(command, TextForm.First) is null
        ? null
        : Convert.ToBase64String(SHA256.HashData(Bytes(command, TextForm.First).WrittenSpan));

    /// <summary>Settings at a start, condensed.</summary>
    public static string Fingerprint(TeamSettings settings) =>
        Version + Convert.ToHexStringLower(SHA256.HashData(Bytes(settings, TextForm.Canonical).WrittenSpan));

    /// <summary>Whether settings say what others said at a start.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="fingerprint">What the others said, condensed by this release or an earlier one.</param>
    public static bool IsSame(TeamSettings settings, string fingerprint) => fingerprint.StartsWith(Version, StringComparison.Ordinal)
        ? fingerprint == Fingerprint(settings)
        : fingerprint == Convert.ToHexStringLower(SHA256.HashData(Bytes(settings, TextForm.FirstStart).WrittenSpan));

    /// <inheritdoc/>
    public string VersionOf<T>(T settings)
        where T : class =>
        DigestOf(DispatchJson.Write(settings));

    /// <summary>A digest of the bytes that spell settings.</summary>
    public static string DigestOf(ReadOnlySpan<byte> settings) => Convert.ToHexStringLower(SHA256.HashData(settings).AsSpan(0, 10));

    /// <inheritdoc/>
    public bool AreSame<T>(T before, T after)
        where T : class =>
        JsonSerializer.Serialize(before, DurableJson.GetTypeInfo<T>()) == JsonSerializer.Serialize(after, DurableJson.GetTypeInfo<T>());

    private static ArrayBufferWriter<byte> Bytes(TeamCommand command, TextForm form)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write(Encoding.UTF8.GetBytes(CommandShapes.Name(command, form)!));
        bytes.Write(" "u8);
        using var writer = new Utf8JsonWriter(bytes);
        CommandShapes.Write(writer, command, form);
        writer.Flush();
        return bytes;
    }

    private static ArrayBufferWriter<byte> Bytes(TeamSettings settings, TextForm form)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        SettingsShapes.Team.Write(writer, settings, form);
        writer.Flush();
        return bytes;
    }
}
