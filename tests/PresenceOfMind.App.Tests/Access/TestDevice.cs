using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>
/// A device with one passkey, as a browser uses it (W3C Web Authentication, level 3), by ECDSA with P-256 and without attestation. What
/// it says can be made wrong.
/// </summary>
internal sealed class TestDevice(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The origin that the browser says.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>The domain that the browser says; null for the one that is asked for.</summary>
    public string? Domain { get; set; }

    /// <summary>Whether the device asked the person for a fingerprint or a PIN.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>How often the passkey was used; 0 for a device that does not count.</summary>
    public uint Count { get; set; }

    /// <summary>The id of the passkey.</summary>
    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whose passkey it is.</summary>
    public string UserHandle { get; set; } = "";

    /// <summary>Makes the passkey.</summary>
    /// <param name="options">What <c>navigator.credentials.create</c> gets.</param>
    /// <returns>What it answers.</returns>
    public string Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        UserHandle = (string)asked["user"]!["id"]!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] key = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. DataOf((string)asked["rp"]!["id"]!, HasKey), .. new byte[16], 0, (byte)Id.Length, .. Id, .. key];
        byte[] attestation =
        [
            0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data,
        ];
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Signs in.</summary>
    /// <param name="options">What <c>navigator.credentials.get</c> gets.</param>
    /// <returns>What it answers.</returns>
    public string Get(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var client = ClientData("webauthn.get", asked);
        var data = DataOf((string)asked["rpId"]!, 0);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(_key.SignData(
                [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    /// <summary>A short text in CBOR (RFC 8949).</summary>
    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    private byte[] DataOf(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return
        [
            .. SHA256.HashData(Encoding.UTF8.GetBytes(Domain ?? domain)), (byte)(flags | Present | (IsVerified ? Verified : 0)), .. count,
        ];
    }

    private byte[] ClientData(string type, JsonNode options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = (string)options["challenge"]!,
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    }.ToJsonString());

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(Id),
        ["rawId"] = Base64Url.EncodeToString(Id),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();
}
