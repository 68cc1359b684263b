using PresenceOfMind.Client.Wire;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Soap;

namespace PresenceOfMind.Client.Soap;

/// <summary>Puts a SOAP request into HTTP, as its version has it.</summary>
internal static class SoapMessage
{
    private const string Path = "/soap";

    internal static WireRequest CreateRequest(Uri server, SoapVersion version, string? key, SoapRequest request)
    {
        var action = request.Operation.Action();
        var message = new WireRequest("POST", server, Path)
        {
            Body = SoapRequests.Write(version, key, request),
            Name = $"SOAP {request.Operation.ToWire()}",
        };
        return version == SoapVersion.Soap12
            ? message with { ContentType = $"{version.ContentType()}; action=\"{action}\"" }
            : message.With("SOAPAction", $"\"{action}\"") with { ContentType = version.ContentType() };
    }
}
