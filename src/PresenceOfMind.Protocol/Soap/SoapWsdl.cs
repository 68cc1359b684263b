using System.Reflection;
using System.Security;

namespace PresenceOfMind.Protocol.Soap;

/// <summary>The service's description, from which tools make clients. Source: PWS.</summary>
internal static class SoapWsdl
{
    private const string Resource = "presence.wsdl";
    private const string Address = "{address}";

    private static readonly Lazy<string> Text = new(Load);

    /// <summary>The WSDL 1.1 document.</summary>
    /// <param name="address">Where the service is, as the client reached it, for example
    /// <c>https://node:8083/presence-service/soap</c>.</param>
    public static string Write(string address) =>
        Text.Value.Replace(Address, SecurityElement.Escape(XmlChars.Clean(address)), StringComparison.Ordinal);

    private static string Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
